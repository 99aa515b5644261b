using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Audio;

/// <summary>
/// Finds a signal for given magnitudes: the fast Griffin-Lim algorithm (Perraudin, Balazs, Sondergaard, "A fast Griffin-Lim algorithm",
/// WASPAA 2013), in librosa's form. With momentum 0 it is Griffin and Lim's own. Every frame, and every stretch of the
/// overlap-added signal, is computed by itself in a fixed order: the result is the same whatever the number of threads.
/// </summary>
internal sealed class FastGriffinLim(ShortTimeFourierTransform stft, int iterations, double momentum, int maximumThreads)
{
    private const int FramesPerBlock = 8;
    private const int SamplesPerBlock = 8192;

    /// <summary>Runs the algorithm.</summary>
    /// <param name="magnitudes">[frames, bins]</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="turns">The phases to start from, in turns [frames, bins].</param>
    /// <param name="signal">Receives the samples.</param>
    public void Run(float[] magnitudes, int frames, float[] turns, float[] signal)
    {
        int bins = stft.Fourier.Bins, size = stft.Fourier.Size;
        float[] weights = ArrayPool<float>.Shared.Rent(signal.Length);
        float[] parts = ArrayPool<float>.Shared.Rent(frames * size); // the windowed samples of every frame
        float[] previous = ArrayPool<float>.Shared.Rent(2 * frames * bins); // the last rebuilt spectrum: re, im per frame
        try
        {
            stft.InverseWindowPower(frames, weights.AsSpan(0, signal.Length));
            previous.AsSpan(0, 2 * frames * bins).Clear();
            for (int iteration = 0; iteration <= iterations; iteration++)
            {
                bool first = iteration == 0;
                FrameBlocks.Run(frames, FramesPerBlock, maximumThreads, (start, end) =>
                    Project(magnitudes, parts, previous, signal, first ? turns : null, start, end));
                FrameBlocks.Run(signal.Length, SamplesPerBlock, maximumThreads, (start, end) => OverlapAdd(parts, weights, signal, frames, start, end));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(weights);
            ArrayPool<float>.Shared.Return(parts);
            ArrayPool<float>.Shared.Return(previous);
        }
    }

    // Takes the phases of the signal's spectrum (or those to start from), gives them the wanted magnitudes, and goes back to samples.
    private void Project(float[] magnitudes, float[] parts, float[] previous, float[] signal, float[]? turns, int start, int end)
    {
        int bins = stft.Fourier.Bins, size = stft.Fourier.Size;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * bins + stft.ScratchLength);
        Span<float> re = rented.AsSpan(0, bins), im = rented.AsSpan(bins, bins), scratch = rented.AsSpan(2 * bins, stft.ScratchLength);
        float inertia = (float)(momentum / (1 + momentum));
        for (int frame = start; frame < end; frame++)
        {
            ReadOnlySpan<float> wanted = magnitudes.AsSpan(frame * bins, bins);
            if (turns is not null)
            {
                TensorPrimitives.Multiply(turns.AsSpan(frame * bins, bins), 2 * MathF.PI, scratch[..bins]);
                TensorPrimitives.SinCos(scratch[..bins], im, re);
                TensorPrimitives.Multiply(re, wanted, re);
                TensorPrimitives.Multiply(im, wanted, im);
            }
            else
            {
                stft.Forward(signal, frame, re, im, scratch);
                Accelerate(re, im, previous.AsSpan(2 * frame * bins, bins), previous.AsSpan((2 * frame + 1) * bins, bins), wanted, inertia);
            }
            stft.Inverse(re, im, parts.AsSpan(frame * size, size), scratch);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    // z = rebuilt - inertia * previous; previous = rebuilt; result = wanted * z / |z|
    private static void Accelerate(Span<float> re, Span<float> im, Span<float> previousRe, Span<float> previousIm, ReadOnlySpan<float> wanted, float inertia)
    {
        int k = 0, width = Vector<float>.Count;
        ref float r = ref MemoryMarshal.GetReference(re), i = ref MemoryMarshal.GetReference(im);
        ref float pr = ref MemoryMarshal.GetReference(previousRe), pi = ref MemoryMarshal.GetReference(previousIm);
        ref float w = ref MemoryMarshal.GetReference(wanted);
        var inertias = new Vector<float>(inertia);
        var tiny = new Vector<float>(1e-30f);
        for (; k <= re.Length - width; k += width)
        {
            nuint at = (nuint)k;
            Vector<float> ar = Vector.LoadUnsafe(ref r, at), ai = Vector.LoadUnsafe(ref i, at);
            Vector<float> zr = ar - inertias * Vector.LoadUnsafe(ref pr, at), zi = ai - inertias * Vector.LoadUnsafe(ref pi, at);
            ar.StoreUnsafe(ref pr, at);
            ai.StoreUnsafe(ref pi, at);
            Vector<float> gain = Vector.LoadUnsafe(ref w, at) / Vector.SquareRoot(zr * zr + zi * zi + tiny);
            (zr * gain).StoreUnsafe(ref r, at);
            (zi * gain).StoreUnsafe(ref i, at);
        }
        for (; k < re.Length; k++)
        {
            float zr = re[k] - inertia * previousRe[k], zi = im[k] - inertia * previousIm[k];
            previousRe[k] = re[k];
            previousIm[k] = im[k];
            float gain = wanted[k] / MathF.Sqrt(zr * zr + zi * zi + 1e-30f);
            re[k] = zr * gain;
            im[k] = zi * gain;
        }
    }

    private void OverlapAdd(float[] parts, float[] weights, float[] signal, int frames, int start, int end)
    {
        int size = stft.Fourier.Size, hop = stft.HopLength;
        Span<float> target = signal.AsSpan(start, end - start);
        target.Clear();
        int firstFrame = Math.Max(0, (start - size / 2) / hop), lastFrame = Math.Min(frames - 1, (end - 1 + size / 2) / hop);
        for (int frame = firstFrame; frame <= lastFrame; frame++)
        {
            int origin = frame * hop - size / 2;
            int from = Math.Max(start, origin), to = Math.Min(end, origin + size);
            if (to <= from) continue;
            Span<float> stretch = signal.AsSpan(from, to - from);
            TensorPrimitives.Add(stretch, parts.AsSpan(frame * size + from - origin, to - from), stretch);
        }
        TensorPrimitives.Multiply(target, weights.AsSpan(start, end - start), target);
    }
}
