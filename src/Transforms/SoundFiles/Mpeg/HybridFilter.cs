using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// The inverse MDCT of layer III (ISO/IEC 11172-3, 2.4.3.4.10): 18 spectral lines of each of 32 subbands become 18 time slots. The transform with its
/// window, for one long or three short blocks, is a matrix that is applied to eight subbands at once.
/// </summary>
internal sealed class HybridFilter
{
    private const int Bands = 32, Lines = 18, Outputs = 36;

    private static readonly float[][] s_matrices = [.. Enumerable.Range(0, 4).Select(Matrix)]; // by block type; [output, line]

    private readonly float[] _overlaps = new float[Lines * Bands]; // the second half of the previous output
    private readonly float[] _lines = new float[Lines * Bands]; // [line, band]
    private readonly float[] _times = new float[Outputs * Bands]; // [time, band]

    /// <summary>Clears the state of earlier frames.</summary>
    public void Reset() => _overlaps.AsSpan().Clear();

    /// <summary>Transforms the values of one granule.</summary>
    /// <param name="values">[band, line].</param>
    /// <param name="granule">The side information with the block type.</param>
    /// <param name="bands">Number of subbands that are not all 0.</param>
    /// <returns>[time, band]; valid until the next call.</returns>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> values, Granule granule, int bands)
    {
        for (int line = 0; line < Lines; line++)
        {
            for (int band = 0; band < Bands; band++) _lines[line * Bands + band] = values[band * Lines + line];
        }
        Transform(s_matrices[granule.BlockType], bands);
        if (granule.IsMixed) Replace(s_matrices[Granule.Normal], 2);
        Span<float> first = _times.AsSpan(0, Lines * Bands), second = _times.AsSpan(Lines * Bands);
        System.Numerics.Tensors.TensorPrimitives.Add(first, _overlaps, first);
        second.CopyTo(_overlaps);
        // Odd subbands are frequency-inverted.
        for (int time = 1; time < Lines; time += 2)
        {
            for (int band = 1; band < Bands; band += 2) first[time * Bands + band] = -first[time * Bands + band];
        }
        return first;
    }

    private void Transform(float[] matrix, int bands)
    {
        ref float lines = ref MemoryMarshal.GetArrayDataReference(_lines);
        ref float times = ref MemoryMarshal.GetArrayDataReference(_times);
        for (nuint group = 0; group < Bands; group += 16)
        {
            for (int output = 0; output < Outputs; output++)
            {
                Vector256<float> a = default, b = default;
                if ((int)group < bands)
                {
                    ReadOnlySpan<float> row = matrix.AsSpan(output * Lines, Lines);
                    nuint at = group;
                    foreach (float value in row)
                    {
                        Vector256<float> factor = Vector256.Create(value);
                        a += factor * Vector256.LoadUnsafe(ref lines, at);
                        b += factor * Vector256.LoadUnsafe(ref lines, at + 8);
                        at += Bands;
                    }
                }
                a.StoreUnsafe(ref times, (nuint)(output * Bands) + group);
                b.StoreUnsafe(ref times, (nuint)(output * Bands) + group + 8);
            }
        }
    }

    // Transforms the first bands again with another matrix.
    private void Replace(float[] matrix, int bands)
    {
        for (int output = 0; output < Outputs; output++)
        {
            for (int band = 0; band < bands; band++)
            {
                float sum = 0;
                for (int line = 0; line < Lines; line++) sum += matrix[output * Lines + line] * _lines[line * Bands + band];
                _times[output * Bands + band] = sum;
            }
        }
    }

    private static float[] Matrix(int blockType)
    {
        var matrix = new float[Outputs * Lines];
        for (int line = 0; line < Lines; line++)
        {
            if (blockType == Granule.Short)
            {
                // The lines of the three blocks are interleaved. The blocks are in the middle and overlap by half.
                for (int i = 0; i < 12; i++)
                    matrix[(6 + 6 * (line % 3) + i) * Lines + line] += (float)(Math.Sin(Math.PI / 12 * (i + 0.5)) * Math.Cos(Math.PI / 24 * (2 * i + 7) * (2 * (line / 3) + 1)));
                continue;
            }
            for (int i = 0; i < Outputs; i++)
                matrix[i * Lines + line] = (float)(Window(blockType, i) * Math.Cos(Math.PI / 72 * (2 * i + 19) * (2 * line + 1)));
        }
        return matrix;
    }

    private static double Window(int blockType, int i) => (blockType, i) switch
    {
        (Granule.Start, >= 30) or (Granule.Stop, < 6) => 0,
        (Granule.Start, >= 24) => Math.Sin(Math.PI / 12 * (i - 18 + 0.5)),
        (Granule.Start, >= 18) => 1,
        (Granule.Stop, < 12) => Math.Sin(Math.PI / 12 * (i - 6 + 0.5)),
        (Granule.Stop, < 18) => 1,
        _ => Math.Sin(Math.PI / 36 * (i + 0.5)),
    };
}
