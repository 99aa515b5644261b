using System.Numerics;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>
/// The inverse modified discrete cosine transform of one size: N/2 values become N, <c>y[n] = sum of X[k] cos(pi / N (2n + 1 + N/2) (2k + 1) / 2)</c>. It is
/// a DCT-IV, computed as a complex Fourier transform of N/4 values between two rotations.
/// </summary>
internal sealed class InverseMdct
{
    private readonly int _half;
    private readonly Complex32[] _rotations; // before and after the transform
    private readonly float[][] _cosines, _sines; // of the stages of the transform
    private float[] _re, _im, _otherRe, _otherIm;

    private readonly record struct Complex32(float Re, float Im);

    /// <param name="size">Number of output values; a power of two, 16 or more.</param>
    public InverseMdct(int size)
    {
        _half = size / 2;
        int count = size / 4;
        _rotations = [.. Enumerable.Range(0, count).Select(n => Rotation(-Math.PI * (8 * n + 1) / (8.0 * _half)))];
        int stages = BitOperations.Log2((uint)count);
        (_cosines, _sines) = (new float[stages][], new float[stages][]);
        for (int stage = 0; stage < stages; stage++)
        {
            int length = count >> stage;
            _cosines[stage] = [.. Enumerable.Range(0, length / 2).Select(n => (float)Math.Cos(-2 * Math.PI * n / length))];
            _sines[stage] = [.. Enumerable.Range(0, length / 2).Select(n => (float)Math.Sin(-2 * Math.PI * n / length))];
        }
        (_re, _im, _otherRe, _otherIm) = (new float[count], new float[count], new float[count], new float[count]);
    }

    /// <summary>Transforms values.</summary>
    /// <param name="values">N/2 values.</param>
    /// <param name="target">Receives N values.</param>
    public void Apply(ReadOnlySpan<float> values, Span<float> target)
    {
        int count = _half / 2;
        for (int n = 0; n < count; n++)
        {
            float a = values[2 * n], b = values[_half - 1 - 2 * n];
            (_re[n], _im[n]) = (a * _rotations[n].Re - b * _rotations[n].Im, a * _rotations[n].Im + b * _rotations[n].Re);
        }
        Transform();
        // Beyond its ends the DCT-IV is mirrored with the opposite sign.
        int quarter = _half / 2;
        for (int n = 0; n < count; n++)
        {
            float re = _re[n] * _rotations[n].Re - _im[n] * _rotations[n].Im, im = _re[n] * _rotations[n].Im + _im[n] * _rotations[n].Re;
            Put(target, quarter, 2 * n, re);
            Put(target, quarter, _half - 1 - 2 * n, -im);
        }
    }

    // Value n of the DCT-IV is written to two positions.
    private static void Put(Span<float> target, int quarter, int n, float value)
    {
        target[3 * quarter - 1 - n] = -value;
        if (n >= quarter) target[n - quarter] = value;
        else target[3 * quarter + n] = -value;
    }

    // Stockham's algorithm, which needs no reordering.
    private void Transform()
    {
        int stride = 1;
        for (int stage = 0; stage < _cosines.Length; stage++, stride *= 2)
        {
            int half = _cosines[stage].Length;
            for (int p = 0; p < half; p++)
            {
                float cosine = _cosines[stage][p], sine = _sines[stage][p];
                Butterflies(_re.AsSpan(stride * p, stride), _im.AsSpan(stride * p, stride), _re.AsSpan(stride * (p + half), stride), _im.AsSpan(stride * (p + half), stride),
                    _otherRe.AsSpan(2 * stride * p, 2 * stride), _otherIm.AsSpan(2 * stride * p, 2 * stride), cosine, sine);
            }
            (_re, _otherRe) = (_otherRe, _re);
            (_im, _otherIm) = (_otherIm, _im);
        }
    }

    private static void Butterflies(
        ReadOnlySpan<float> aRe, ReadOnlySpan<float> aIm, ReadOnlySpan<float> bRe, ReadOnlySpan<float> bIm, Span<float> targetRe, Span<float> targetIm, float cosine, float sine)
    {
        int stride = aRe.Length, q = 0;
        for (; q + Vector<float>.Count <= stride; q += Vector<float>.Count)
        {
            var ar = new Vector<float>(aRe[q..]);
            var ai = new Vector<float>(aIm[q..]);
            var br = new Vector<float>(bRe[q..]);
            var bi = new Vector<float>(bIm[q..]);
            (ar + br).CopyTo(targetRe[q..]);
            (ai + bi).CopyTo(targetIm[q..]);
            Vector<float> dr = ar - br, di = ai - bi;
            (dr * cosine - di * sine).CopyTo(targetRe[(stride + q)..]);
            (dr * sine + di * cosine).CopyTo(targetIm[(stride + q)..]);
        }
        for (; q < stride; q++)
        {
            float dr = aRe[q] - bRe[q], di = aIm[q] - bIm[q];
            (targetRe[q], targetIm[q]) = (aRe[q] + bRe[q], aIm[q] + bIm[q]);
            (targetRe[stride + q], targetIm[stride + q]) = (dr * cosine - di * sine, dr * sine + di * cosine);
        }
    }

    private static Complex32 Rotation(double angle) => new((float)Math.Cos(angle), (float)Math.Sin(angle));
}
