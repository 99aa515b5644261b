using System.Collections.Concurrent;
using Pix2Pitch.Fourier;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Converts the power of bands to linear power by non-negative least squares: for each frame, the x that minimises |Bx - m|^2 with x >= 0. The algorithm is
/// accelerated projected gradient (Beck and Teboulle 2009) with a step length per bin from the separable majoriser of a non-negative matrix,
/// d = B^T B 1. The rows of B are scaled to a peak of 1, so that wide high bands have the same weight as narrow low bands. The initial values are the mean
/// powers of the bands, interpolated; the result stays smooth where the bands leave it undetermined.
/// </summary>
internal abstract class MelInverse
{
    private const int FramesPerBlock = RealFourierTransform.Lanes;

    private static readonly ConcurrentDictionary<MelOptions, MelInverse> s_cache = new();

    public static MelInverse For(MelOptions mel)
    {
        if (s_cache.TryGetValue(mel, out MelInverse? cached)) return cached;
        if (s_cache.Count >= 16) s_cache.Clear();
        return s_cache.GetOrAdd(mel, mel.Scale == FrequencyScale.Semitone ? new SemitoneInverse(mel) : new TriangleInverse(mel));
    }

    protected MelInverse(MelFilterBank bank)
    {
        (Bands, Bins, RowScale) = (bank.Bands, bank.Bins, new float[bank.Bands]);
        Array.Fill(RowScale, 1);
    }

    /// <summary>The number of bands.</summary>
    protected int Bands { get; }

    /// <summary>The number of bins in a spectrum.</summary>
    protected int Bins { get; }

    /// <summary>For each band: the factor from its power to the power under a filter of height 1.</summary>
    protected float[] RowScale { get; }

    /// <summary>Solves for all frames.</summary>
    /// <param name="mel">Power [bands, frames].</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="iterations">Number of iterations.</param>
    /// <param name="maxThreads">Maximum number of threads; 0 means all processors.</param>
    /// <param name="linear">Receives linear power [frames, bins].</param>
    public void Solve(float[] mel, int frames, int iterations, int maxThreads, float[] linear)
        => FrameBlocks.Run(frames, FramesPerBlock, maxThreads, (start, end) => SolveBlock(mel, frames, iterations, linear, start, end));

    private void SolveBlock(float[] mel, int frames, int iterations, float[] linear, int start, int end)
    {
        const int W = FramesPerBlock; // lanes beyond the last frame stay 0
        int bands = Bands, bins = Bins;
        using AlignedFloats floats = AlignedFloats.Rent((2 * bands + 1 + 2 * bins) * W);
        Span<float> target = floats.Span[..(bands * W)];
        Span<float> residual = floats.Span.Slice(bands * W, (bands + 1) * W); // including one band after the last
        Span<float> x = floats.Span.Slice((2 * bands + 1) * W, bins * W), y = floats.Span.Slice((2 * bands + 1 + bins) * W, bins * W);
        target.Clear();
        for (int band = 0; band < bands; band++)
            for (int frame = start; frame < end; frame++)
                target[band * W + frame - start] = mel[band * frames + frame] * RowScale[band];

        Start(target, x);
        x.CopyTo(y);
        float t = 1;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            float following = (1 + MathF.Sqrt(1 + 4 * t * t)) / 2;
            Step(target, residual, x, y, (t - 1) / following);
            t = following;
        }

        for (int frame = start; frame < end; frame++)
            for (int bin = 0; bin < bins; bin++)
                linear[frame * bins + bin] = x[bin * W + frame - start];
    }

    /// <summary>Computes the initial values.</summary>
    /// <param name="target">Power under filters of height 1 [band, lane].</param>
    /// <param name="x">Receives linear power [bin, lane].</param>
    protected abstract void Start(ReadOnlySpan<float> target, Span<float> x);

    /// <summary>One iteration: residual = B y - target; x' = max(0, y - step * B^T residual); y = x' + momentum (x' - x).</summary>
    protected abstract void Step(ReadOnlySpan<float> target, Span<float> residual, Span<float> x, Span<float> y, float momentum);
}
