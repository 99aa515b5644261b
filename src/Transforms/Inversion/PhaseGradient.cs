using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Phases from magnitudes alone, by phase gradient heap integration: Prusa, Balazs, Sondergaard, "A noniterative method for
/// reconstruction of phase from STFT magnitude", IEEE/ACM TASLP 25(5), 2017. For a Gaussian window the gradient of the phase is, but for
/// constants, that of the logarithm of the magnitude with its axes exchanged; a Hann window of N samples is near the Gaussian of
/// time-frequency ratio 0.25645 N^2. The gradient is integrated from the loudest value outwards, always on from the loudest value
/// reached so far, so that errors travel through the quiet ones only. Values under the tolerance get random phases.
/// </summary>
internal static class PhaseGradient
{
    private const double HannRatio = 0.25645;
    private const float Tolerance = 1e-6f; // of the largest magnitude
    private const float Lowest = 1e-6f; // what the logarithm is taken of, at least
    private const int LevelShift = 20; // leaves 8 levels to an octave, 0.75 dB each: finer ones find nothing better
    private const int FramesPerBlock = 16;
    private const int OutOfReach = LevelQueue.Bottom; // links from this on are those of values that are not to be reached any more

    private static readonly uint s_lowestLevel = BitConverter.SingleToUInt32Bits(Tolerance) >> LevelShift;
    private static readonly int s_levels = (int)((BitConverter.SingleToUInt32Bits(1) >> LevelShift) - s_lowestLevel) + 2;

    /// <summary>Finds the phases for these magnitudes.</summary>
    /// <param name="stft">The transform that they are magnitudes of.</param>
    /// <param name="magnitudes">[frames, bins]</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="seed">Seed of what the magnitudes leave open.</param>
    /// <param name="maxThreads">0 is as many as there are. The result does not depend on it.</param>
    /// <param name="turns">Receives the phases in turns, 0 to 1 [frames, bins].</param>
    /// <param name="known">The first frames, whose phases <paramref name="turns"/> holds already; those of the others go on from them.</param>
    public static void Integrate(
        ShortTimeFourierTransform stft, float[] magnitudes, int frames, int seed, int maxThreads, float[] turns, int known = 0)
    {
        int bins = stft.Fourier.Bins, count = frames * bins;
        float peak = TensorPrimitives.Max(magnitudes.AsSpan(0, count));
        if (!(peak > 0) || !float.IsFinite(1 / peak)) peak = float.PositiveInfinity; // all phases are random
        float[] logarithms = ArrayPool<float>.Shared.Rent(count);
        // A frame of values out of reach before the others and one after them, and the last bin of every frame (real, whatever its phase
        // is), make a border around all the rest.
        Value[] values = ArrayPool<Value>.Shared.Rent(count + 2 * bins);
        try
        {
            FrameBlocks.Run(frames, FramesPerBlock, maxThreads, (start, end) =>
            {
                Span<float> block = logarithms.AsSpan(start * bins, (end - start) * bins);
                TensorPrimitives.Multiply(magnitudes.AsSpan(start * bins, block.Length), 1 / peak, block);
                TensorPrimitives.Max(block, Lowest, block);
                TensorPrimitives.Log(block, block);
            });
            values.AsSpan(0, bins).Fill(new Value { Link = OutOfReach });
            values.AsSpan(bins + count, bins).Fill(new Value { Link = OutOfReach });
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

    // Everything about one value of the spectrum, so that reaching it takes one cache line.
    private struct Value
    {
        public float AlongTime; // turns to the next frame
        public float AlongFrequency; // turns to the next bin
        public float Turns;
        public int Link; // the queue's, or the level of a value that has not been reached yet, as a number under OutOfReach
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
            // The level of a magnitude is the upper part of its bits, which are in the order of the numbers.
            int level = wanted[k] >= floor ? (int)Math.Min((BitConverter.SingleToUInt32Bits(wanted[k] * scale) >> LevelShift) - s_lowestLevel + 1, s_levels - 1) : 0;
            row[k] = new Value { AlongTime = time[k], AlongFrequency = frequency[k], Turns = turns[k], Link = OutOfReach - level };
        }
        row[^1].Link = OutOfReach;
    }

    // Turns from one frame to the next: those of the bin's own frequency, and (1 / ratio) d log|X| / d frequency.
    private static void TimeGradient(ShortTimeFourierTransform stft, ReadOnlySpan<float> logarithms, Span<float> result)
    {
        int size = stft.Fourier.Size, last = result.Length - 1;
        float scale = (float)(stft.HopLength / (2 * Math.PI * HannRatio * size) / 2); // the last factor is the centred difference's
        TensorPrimitives.Subtract(logarithms[2..], logarithms[..^2], result[1..last]);
        TensorPrimitives.Multiply(result[1..last], scale, result[1..last]);
        result[0] = result[last] = 0; // the spectrum of a real signal goes on as its mirror image
        long turned = 0;
        for (int k = 0; k < result.Length; k++, turned = (turned + stft.HopLength) & (size - 1)) result[k] += (float)turned / size;
    }

    // Turns from one bin to the next: half of one back as the frame's centre is half of its length in, and -ratio d log|X| / d time.
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
        var border = new LevelQueue(heads, filled);
        ref Value first = ref MemoryMarshal.GetArrayDataReference(values);
        int[] summits = Summits(values, frames, bins);
        for (int place = bins; place < (known + 1) * bins; place++)
        {
            if (values[place].Link < OutOfReach) values[place].Link = border.Push(OutOfReach - values[place].Link, place);
        }
        Spread(ref border, ref first, bins);
        foreach (int summit in summits)
        {
            int top = OutOfReach - values[summit].Link;
            if (top <= 0) continue; // a louder one was the start of this island
            values[summit].Link = border.Push(top, summit);
            Spread(ref border, ref first, bins);
        }
    }

    private static void Spread(ref LevelQueue border, ref Value first, int bins)
    {
        while (border.TryPeek(out int level, out int at))
        {
            ref Value here = ref Unsafe.Add(ref first, at);
            border.Pop(level, here.Link);
            // The trapezoidal rule, to each of the four neighbours that has no phase yet.
            ref Value next = ref Unsafe.Add(ref first, at + bins);
            if (next.Link < OutOfReach) Reach(ref border, ref next, at + bins, here.Turns + 0.5f * (here.AlongTime + next.AlongTime));
            next = ref Unsafe.Add(ref first, at - bins);
            if (next.Link < OutOfReach) Reach(ref border, ref next, at - bins, here.Turns - 0.5f * (here.AlongTime + next.AlongTime));
            next = ref Unsafe.Add(ref first, at + 1);
            if (next.Link < OutOfReach) Reach(ref border, ref next, at + 1, here.Turns + 0.5f * (here.AlongFrequency + next.AlongFrequency));
            next = ref Unsafe.Add(ref first, at - 1);
            if (next.Link < OutOfReach) Reach(ref border, ref next, at - 1, here.Turns - 0.5f * (here.AlongFrequency + next.AlongFrequency));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reach(ref LevelQueue border, ref Value value, int place, float turns)
    {
        value.Turns = turns - MathF.Floor(turns);
        value.Link = border.Push(OutOfReach - value.Link, place);
    }

    // The local maxima, loudest first: the loudest value of every connected island is among them.
    private static int[] Summits(Value[] values, int frames, int bins)
    {
        // Louder values have lower links until they are reached.
        var keys = new List<long>();
        for (int at = bins; at < (frames + 1) * bins; at++)
        {
            int link = values[at].Link;
            if (link < OutOfReach && link <= values[at - 1].Link && link <= values[at + 1].Link && link <= values[at - bins].Link && link <= values[at + bins].Link)
                keys.Add(((long)link << 32) | (uint)at);
        }
        keys.Sort();
        return [.. keys.Select(key => (int)(key & int.MaxValue))];
    }
}
