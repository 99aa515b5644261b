using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Audio;

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
    private const int LevelShift = 16; // leaves 128 levels to an octave: 0.05 dB each
    private const int FramesPerBlock = 16;

    private static readonly uint s_lowestLevel = BitConverter.SingleToUInt32Bits(Tolerance) >> LevelShift;
    private static readonly int s_levels = (int)((BitConverter.SingleToUInt32Bits(1) >> LevelShift) - s_lowestLevel) + 2;

    /// <summary>Finds the phases for these magnitudes.</summary>
    /// <param name="stft">The transform that they are magnitudes of.</param>
    /// <param name="magnitudes">[frames, bins]</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="seed">Seed of what the magnitudes leave open.</param>
    /// <param name="maximumThreads">0 is as many as there are. The result does not depend on it.</param>
    /// <param name="turns">Receives the phases in turns, 0 to 1 [frames, bins].</param>
    public static void Integrate(ShortTimeFourierTransform stft, float[] magnitudes, int frames, int seed, int maximumThreads, float[] turns)
    {
        int bins = stft.Fourier.Bins, count = frames * bins;
        FrameBlocks.Run(frames, FramesPerBlock, maximumThreads, (start, end) =>
        {
            for (int frame = start; frame < end; frame++) RandomPhase.Fill(seed, frame, turns.AsSpan(frame * bins, bins));
        });
        float peak = TensorPrimitives.Max(magnitudes.AsSpan(0, count));
        if (!(peak > 0) || !float.IsFinite(1 / peak)) return;

        float[] logarithms = ArrayPool<float>.Shared.Rent(count);
        float[] alongTime = ArrayPool<float>.Shared.Rent(count);
        float[] alongFrequency = ArrayPool<float>.Shared.Rent(count);
        // Levels of 0 are where integration ends. A frame of them before and one after the others, and the last bin of every frame (real,
        // whatever its phase is) make a border around all the rest.
        ushort[] levels = ArrayPool<ushort>.Shared.Rent((frames + 2) * bins);
        try
        {
            levels.AsSpan().Clear();
            FrameBlocks.Run(frames, FramesPerBlock, maximumThreads, (start, end) =>
            {
                for (int frame = start; frame < end; frame++)
                {
                    Span<float> row = logarithms.AsSpan(frame * bins, bins);
                    TensorPrimitives.Multiply(magnitudes.AsSpan(frame * bins, bins), 1 / peak, row);
                    TakeLevels(row, levels.AsSpan((frame + 1) * bins, bins - 1));
                    TensorPrimitives.Max(row, Tolerance, row);
                    TensorPrimitives.Log(row, row);
                }
            });
            FrameBlocks.Run(frames, FramesPerBlock, maximumThreads, (start, end) =>
            {
                for (int frame = start; frame < end; frame++)
                {
                    TimeGradient(stft, logarithms.AsSpan(frame * bins, bins), alongTime.AsSpan(frame * bins, bins));
                    int before = Math.Max(0, frame - 1), after = Math.Min(frames - 1, frame + 1);
                    FrequencyGradient(stft, logarithms.AsSpan(before * bins, bins), logarithms.AsSpan(after * bins, bins), alongFrequency.AsSpan(frame * bins, bins));
                }
            });
            Integrate(levels, alongTime, alongFrequency, turns, frames, bins);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logarithms);
            ArrayPool<float>.Shared.Return(alongTime);
            ArrayPool<float>.Shared.Return(alongFrequency);
            ArrayPool<ushort>.Shared.Return(levels);
        }
    }

    // The level of a magnitude is the upper part of its bits, which are in the order of the numbers; 0 under the tolerance.
    private static void TakeLevels(ReadOnlySpan<float> relative, Span<ushort> levels)
    {
        for (int k = 0; k < levels.Length; k++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(relative[k]) >> LevelShift;
            levels[k] = relative[k] >= Tolerance ? (ushort)Math.Min(bits - s_lowestLevel + 1, (uint)s_levels - 1) : (ushort)0;
        }
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

    private static void Integrate(ushort[] levels, float[] alongTime, float[] alongFrequency, float[] turns, int frames, int bins)
    {
        using var border = new LevelQueue(s_levels, frames * bins);
        ref ushort level = ref levels[bins]; // of the first frame
        ref float time = ref MemoryMarshal.GetArrayDataReference(alongTime);
        ref float frequency = ref MemoryMarshal.GetArrayDataReference(alongFrequency);
        ref float phase = ref MemoryMarshal.GetArrayDataReference(turns);
        foreach (int summit in Summits(levels, frames, bins))
        {
            if (Unsafe.Add(ref level, summit) == 0) continue; // a louder one was the start of this island
            border.Push(Unsafe.Add(ref level, summit), summit);
            Unsafe.Add(ref level, summit) = 0;
            while (border.TryPop(out int at))
            {
                // The trapezoidal rule, to each of the four neighbours that has no phase yet.
                float turned = Unsafe.Add(ref phase, at), half = 0.5f * Unsafe.Add(ref time, at);
                int next = at + bins, to = Unsafe.Add(ref level, next);
                if (to != 0) Reach(border, ref level, ref phase, to, next, turned + half + 0.5f * Unsafe.Add(ref time, next));
                next = at - bins;
                to = Unsafe.Add(ref level, next);
                if (to != 0) Reach(border, ref level, ref phase, to, next, turned - half - 0.5f * Unsafe.Add(ref time, next));
                half = 0.5f * Unsafe.Add(ref frequency, at);
                next = at + 1;
                to = Unsafe.Add(ref level, next);
                if (to != 0) Reach(border, ref level, ref phase, to, next, turned + half + 0.5f * Unsafe.Add(ref frequency, next));
                next = at - 1;
                to = Unsafe.Add(ref level, next);
                if (to != 0) Reach(border, ref level, ref phase, to, next, turned - half - 0.5f * Unsafe.Add(ref frequency, next));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reach(LevelQueue border, ref ushort level, ref float phase, int to, int place, float turned)
    {
        Unsafe.Add(ref phase, place) = turned - MathF.Floor(turned);
        Unsafe.Add(ref level, place) = 0;
        border.Push(to, place);
    }

    // The local maxima, loudest first: the loudest value of every connected island is among them.
    private static int[] Summits(ushort[] levels, int frames, int bins)
    {
        var keys = new List<long>();
        for (int at = bins; at < (frames + 1) * bins; at++)
        {
            int level = levels[at];
            if (level != 0 && level >= levels[at - 1] && level >= levels[at + 1] && level >= levels[at - bins] && level >= levels[at + bins])
                keys.Add(((long)-level << 32) | (uint)(at - bins));
        }
        keys.Sort();
        return [.. keys.Select(key => (int)(key & int.MaxValue))];
    }
}
