using Pix2Pitch.Fourier;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>Spectra in natural order.</summary>
internal static class Spectra
{
    private const int Lanes = RealFourierTransform.Lanes;

    /// <summary>The spectra of several signals of the same length, each [bins].</summary>
    public static (float[] Re, float[] Im)[] Of(params float[][] signals)
    {
        var fourier = RealFourierTransform.For(signals[0].Length);
        float[] floats = new float[FourierWorkspace.LengthOf(fourier)], re = new float[fourier.Bins * Lanes], im = new float[fourier.Bins * Lanes];
        Array.Fill(floats, float.NaN);
        var workspace = new FourierWorkspace(fourier, floats);
        workspace.Re.Clear();
        workspace.Im.Clear();
        for (int lane = 0; lane < signals.Length; lane++)
        {
            for (int n = 0; n < fourier.Size / 2; n++)
            {
                workspace.Re[fourier.IndexOfSample(n) * Lanes + lane] = signals[lane][2 * n] / 2;
                workspace.Im[fourier.IndexOfSample(n) * Lanes + lane] = signals[lane][2 * n + 1] / 2;
            }
        }
        fourier.Forward(ref workspace, re, im);
        return [.. Enumerable.Range(0, signals.Length).Select(lane => (Lane(re, lane), Lane(im, lane)))];
    }

    /// <summary>The signal of a spectrum.</summary>
    public static float[] Inverse(float[] re, float[] im)
    {
        var fourier = RealFourierTransform.For(2 * (re.Length - 1));
        float[] floats = new float[FourierWorkspace.LengthOf(fourier)], signal = new float[fourier.Size];
        var workspace = new FourierWorkspace(fourier, floats);
        fourier.Inverse(Spread(re), Spread(im), ref workspace);
        for (int n = 0; n < fourier.Size / 2; n++)
        {
            signal[2 * n] = workspace.Re[fourier.IndexOfSample(n) * Lanes + 7] / fourier.Size;
            signal[2 * n + 1] = workspace.Im[fourier.IndexOfSample(n) * Lanes + 7] / fourier.Size;
        }
        return signal;
    }

    /// <summary>The short-time spectrum of a signal [frames, bins].</summary>
    public static (float[] Re, float[] Im) Of(ShortTimeFourierTransform stft, float[] signal)
    {
        int frames = stft.FrameCount(signal.Length), bins = stft.Fourier.Bins;
        var padded = new float[stft.PaddedLength(signal.Length, frames)];
        signal.CopyTo(padded, stft.Fourier.Size / 2);
        float[] floats = new float[FourierWorkspace.LengthOf(stft.Fourier)], re = new float[bins * Lanes], im = new float[bins * Lanes];
        float[] allRe = new float[frames * bins], allIm = new float[frames * bins];
        for (int block = 0; block < ShortTimeFourierTransform.BlockCount(frames); block++)
        {
            var workspace = new FourierWorkspace(stft.Fourier, floats);
            stft.Load(padded, block, ref workspace);
            stft.Fourier.Forward(ref workspace, re, im);
            for (int frame = block * Lanes; frame < Math.Min(frames, (block + 1) * Lanes); frame++)
            {
                Lane(re, frame % Lanes).CopyTo(allRe, frame * bins);
                Lane(im, frame % Lanes).CopyTo(allIm, frame * bins);
            }
        }
        return (allRe, allIm);
    }

    /// <summary>The magnitudes of the short-time spectrum of a signal [frames, bins].</summary>
    public static float[] Magnitudes(ShortTimeFourierTransform stft, float[] signal)
    {
        (float[] re, float[] im) = Of(stft, signal);
        for (int i = 0; i < re.Length; i++) re[i] = MathF.Sqrt(re[i] * re[i] + im[i] * im[i]);
        return re;
    }

    private static float[] Spread(float[] values) => [.. values.SelectMany(value => Enumerable.Repeat(value, Lanes))];

    private static float[] Lane(float[] values, int lane)
    {
        var result = new float[values.Length / Lanes];
        for (int k = 0; k < result.Length; k++) result[k] = values[k * Lanes + lane];
        return result;
    }
}
