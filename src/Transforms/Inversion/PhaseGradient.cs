using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Phases from magnitudes alone, by phase gradient heap integration: Prusa, Balazs, Sondergaard, "A noniterative method for
/// reconstruction of phase from STFT magnitude", IEEE/ACM TASLP 25(5), 2017. For a Gaussian window, the gradient of the phase is,
/// except for constants, the gradient of the log magnitude with time and frequency swapped. A Hann window of N samples is close to a Gaussian with
/// time-frequency ratio 0.25645 N^2. The integration starts at the loudest value and always continues from the loudest value with a known phase, so
/// that errors accumulate only in quiet values. Values below the tolerance get random phases.
/// </summary>
internal static class PhaseGradient
{
    private const double HannRatio = 0.25645;
    private const float Tolerance = 1e-6f; // relative to the maximum magnitude
    private const float MinMagnitude = 1e-6f; // lower limit before taking the logarithm
    private const int LevelShift = 20; // gives 8 levels per octave, 0.75 dB each; finer levels do not improve the result
    private const int FramesPerBlock = 16;
    private const int Done = LevelQueue.Bottom; // values with a link of this or more are not processed (any more)

    private static readonly uint s_minLevel = BitConverter.SingleToUInt32Bits(Tolerance) >> LevelShift;
    private static readonly int s_levels = (int)((BitConverter.SingleToUInt32Bits(1) >> LevelShift) - s_minLevel) + 2;

    /// <summary>Finds the phases for these magnitudes.</summary>
    /// <param name="stft">The transform that they are magnitudes of.</param>
    /// <param name="magnitudes">[frames, bins]</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="seed">Seed of the random phases.</param>
    /// <param name="maxThreads">Maximum number of threads; 0 means all processors. The result does not depend on it.</param>
    /// <param name="turns">Receives the phases in turns, 0 to 1 [frames, bins].</param>
    /// <param name="known">Number of first frames whose phases are already in <paramref name="turns"/>; the phases of the others continue from them.</param>
    public static void Integrate(
        ShortTimeFourierTransform stft, float[] magnitudes, int frames, int seed, int maxThreads, float[] turns, int known = 0)
    {
        int bins = stft.Fourier.Bins, count = frames * bins;
        float peak = TensorPrimitives.Max(magnitudes.AsSpan(0, count));
        if (!(peak > 0) || !float.IsFinite(1 / peak)) peak = float.PositiveInfinity; // all phases are random
        float[] logarithms = ArrayPool<float>.Shared.Rent(count);
        // The border of the grid is not processed, so that the neighbours of a value need no bounds checks: a frame before the first and after the
        // last, and the last bin of each frame (which is real).
        Value[] values = ArrayPool<Value>.Shared.Rent(count + 2 * bins);
        try
        {
            FrameBlocks.Run(frames, FramesPerBlock, maxThreads, (start, end) =>
            {
                Span<float> block = logarithms.AsSpan(start * bins, (end - start) * bins);
                TensorPrimitives.Multiply(magnitudes.AsSpan(start * bins, block.Length), 1 / peak, block);
                TensorPrimitives.Max(block, MinMagnitude, block);
                TensorPrimitives.Log(block, block);
            });
            values.AsSpan(0, bins).Fill(new Value { Link = Done });
            values.AsSpan(bins + count, bins).Fill(new Value { Link = Done });
            FrameBlocks.Run(frames, FramesPerBlock, maxThreads, (start, end) =>
            {
                float[] rows = ArrayPool<float>.Shared.Rent(3 * bins);
                for (int frame = start; frame < end; frame++) Prepare(stft, magnitudes, peak, logarithms, frames, frame, seed, rows, values);
                ArrayPool<float>.Shared.Return(rows);
            });
            for (int i = 0; i < known * bins; i++) values[bins + i].Turns = turns[i];
            Integrate(values, frames, bins, known);
            for (int i = 0; i < count; i++) turns[i] = values[bins + i].Turns;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logarithms);
            ArrayPool<Value>.Shared.Return(values);
        }
    }

    // All data of one value of the spectrum, in one cache line.
    private struct Value
    {
        public float AlongTime; // phase difference to the next frame in turns
        public float AlongFrequency; // phase difference to the next bin in turns
        public float Turns;
        public int Link; // the link of the queue, or Done - level for a value without a phase
    }

    private static void Prepare(
        ShortTimeFourierTransform stft, float[] magnitudes, float peak, float[] logarithms, int frames, int frame, int seed, float[] rows, Value[] values)
    {
        int bins = stft.Fourier.Bins, before = Math.Max(0, frame - 1), after = Math.Min(frames - 1, frame + 1);
        Span<float> time = rows.AsSpan(0, bins), frequency = rows.AsSpan(bins, bins), turns = rows.AsSpan(2 * bins, bins);
        TimeGradient(stft, logarithms.AsSpan(frame * bins, bins), time);
        FrequencyGradient(stft, logarithms.AsSpan(before * bins, bins), logarithms.AsSpan(after * bins, bins), frequency);
        RandomPhase.Fill(seed, frame, turns);
        ReadOnlySpan<float> wanted = magnitudes.AsSpan(frame * bins, bins);
        Span<Value> row = values.AsSpan((frame + 1) * bins, bins);
        float floor = peak * Tolerance, scale = 1 / peak;
        for (int k = 0; k < row.Length; k++)
        {
            // The level of a magnitude is the upper part of its bits: positive floats are ordered like their bits.
            int level = wanted[k] >= floor ? (int)Math.Min((BitConverter.SingleToUInt32Bits(wanted[k] * scale) >> LevelShift) - s_minLevel + 1, s_levels - 1) : 0;
            row[k] = new Value { AlongTime = time[k], AlongFrequency = frequency[k], Turns = turns[k], Link = Done - level };
        }
        row[^1].Link = Done;
    }

    // Phase difference from one frame to the next, in turns: that of the centre frequency of the bin, plus (1 / ratio) d log|X| / d frequency.
    private static void TimeGradient(ShortTimeFourierTransform stft, ReadOnlySpan<float> logarithms, Span<float> result)
    {
        int size = stft.Fourier.Size, last = result.Length - 1;
        float scale = (float)(stft.HopLength / (2 * Math.PI * HannRatio * size) / 2); // the last factor is for the centred difference
        TensorPrimitives.Subtract(logarithms[2..], logarithms[..^2], result[1..last]);
        TensorPrimitives.Multiply(result[1..last], scale, result[1..last]);
        result[0] = result[last] = 0; // the spectrum of a real signal is symmetric
        long turned = 0;
        for (int k = 0; k < result.Length; k++, turned = (turned + stft.HopLength) & (size - 1)) result[k] += (float)turned / size;
    }

    // Phase difference from one bin to the next, in turns: -1/2 because the centre of a frame is at half of its length, minus ratio d log|X| / d time.
    private static void FrequencyGradient(ShortTimeFourierTransform stft, ReadOnlySpan<float> before, ReadOnlySpan<float> after, Span<float> result)
    {
        float scale = (float)(-HannRatio * stft.Fourier.Size / (2 * Math.PI * stft.HopLength) / 2);
        TensorPrimitives.Subtract(after, before, result);
        TensorPrimitives.Multiply(result, scale, result);
        TensorPrimitives.Subtract(result, 0.5f, result);
    }

    private static void Integrate(Value[] values, int frames, int bins, int known)
    {
        Span<int> heads = stackalloc int[s_levels];
        Span<ulong> filled = stackalloc ulong[(s_levels + 63) / 64];
        filled.Clear();
        var queue = new LevelQueue(heads, filled);
        ref Value first = ref MemoryMarshal.GetArrayDataReference(values);
        int[] peaks = Peaks(values, frames, bins);
        for (int index = bins; index < (known + 1) * bins; index++)
        {
            if (values[index].Link < Done) values[index].Link = queue.Push(Done - values[index].Link, index);
        }
        Propagate(ref queue, ref first, bins);
        foreach (int peakIndex in peaks)
        {
            int top = Done - values[peakIndex].Link;
            if (top <= 0) continue; // the connected region already has phases
            values[peakIndex].Link = queue.Push(top, peakIndex);
            Propagate(ref queue, ref first, bins);
        }
    }

    private static void Propagate(ref LevelQueue queue, ref Value first, int bins)
    {
        while (queue.TryPeek(out int level, out int at))
        {
            ref Value here = ref Unsafe.Add(ref first, at);
            queue.Pop(level, here.Link);
            // Integrates to each of the four neighbours without a phase by the trapezoidal rule.
            ref Value next = ref Unsafe.Add(ref first, at + bins);
            if (next.Link < Done) SetPhase(ref queue, ref next, at + bins, here.Turns + 0.5f * (here.AlongTime + next.AlongTime));
            next = ref Unsafe.Add(ref first, at - bins);
            if (next.Link < Done) SetPhase(ref queue, ref next, at - bins, here.Turns - 0.5f * (here.AlongTime + next.AlongTime));
            next = ref Unsafe.Add(ref first, at + 1);
            if (next.Link < Done) SetPhase(ref queue, ref next, at + 1, here.Turns + 0.5f * (here.AlongFrequency + next.AlongFrequency));
            next = ref Unsafe.Add(ref first, at - 1);
            if (next.Link < Done) SetPhase(ref queue, ref next, at - 1, here.Turns - 0.5f * (here.AlongFrequency + next.AlongFrequency));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetPhase(ref LevelQueue queue, ref Value value, int index, float turns)
    {
        value.Turns = turns - MathF.Floor(turns);
        value.Link = queue.Push(Done - value.Link, index);
    }

    // The local maxima, loudest first. They include the loudest value of each connected region.
    private static int[] Peaks(Value[] values, int frames, int bins)
    {
        // Louder values have lower links.
        var keys = new List<long>();
        for (int at = bins; at < (frames + 1) * bins; at++)
        {
            int link = values[at].Link;
            if (link < Done && link <= values[at - 1].Link && link <= values[at + 1].Link && link <= values[at - bins].Link && link <= values[at + bins].Link)
                keys.Add(((long)link << 32) | (uint)at);
        }
        keys.Sort();
        return [.. keys.Select(key => (int)(key & int.MaxValue))];
    }
}
