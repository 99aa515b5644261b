using System.Buffers;
using System.Numerics.Tensors;

namespace Pix2Pitch.Audio;

/// <summary>
/// Reads sound files as mono at the rate that is wanted: WAV by itself, FLAC, OGG, MP3 and AIFF through libsndfile (Debian package
/// <c>libsndfile1</c>). Only the part that is asked for is read, so memory does not grow with the length of the file.
/// </summary>
public static class AudioReader
{
    private const int SamplesPerRead = 1 << 14;
    private const float LargestSample = 1e6f;
    private const int FirstAllocation = 1 << 22;
    private const long LongestRead = 1 << 29; // samples: 2 GB

    /// <summary>Reads a clip.</summary>
    /// <param name="path">The sound file.</param>
    /// <param name="sampleRate">The rate to resample to; 1,000 to 768,000 Hz.</param>
    /// <param name="offsetSeconds">Where the clip begins, in seconds; 0 or more.</param>
    /// <param name="durationSeconds">How long it lasts, in seconds; null means to the end. Where the file ends earlier the clip is shorter.</param>
    /// <returns>The mean of the channels, resampled.</returns>
    /// <exception cref="Pix2PitchException">
    /// The file does not exist, is empty, damaged, cut off or no sound file, holds samples that are no numbers, or ends before the offset.
    /// </exception>
    public static AudioSignal Read(string path, int sampleRate, double offsetSeconds = 0, double? durationSeconds = null)
    {
        if (sampleRate is < SampleReader.LowestSampleRate or > SampleReader.HighestSampleRate)
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"The sample rate must be {SampleReader.LowestSampleRate} to {SampleReader.HighestSampleRate} Hz.");
        if (!(offsetSeconds >= 0 && double.IsFinite(offsetSeconds)))
            throw new ArgumentOutOfRangeException(nameof(offsetSeconds), offsetSeconds, "The offset must be 0 s or more.");
        if (durationSeconds is { } seconds && !(seconds > 0 && double.IsFinite(seconds)))
            throw new ArgumentOutOfRangeException(nameof(durationSeconds), durationSeconds, "The duration must be more than 0 s.");

        using SampleReader reader = SampleReader.Open(path);
        if (reader.Length == 0) throw new Pix2PitchException($"'{path}' holds no sound; export it again.");
        double total = (double)reader.Length / reader.SampleRate, offset = Math.Round(offsetSeconds * reader.SampleRate);
        if (offset >= reader.Length)
            throw new Pix2PitchException($"'{path}' lasts {total:0.##} s and ends before the offset of {offsetSeconds:0.##} s; choose a smaller offset.");

        var resampler = Resampler.For(reader.SampleRate, sampleRate);
        long first = (long)offset;
        long available = (long)Math.Ceiling((reader.Length - first) * (double)sampleRate / reader.SampleRate);
        long length = durationSeconds is { } duration ? (long)Math.Clamp(Math.Round(duration * sampleRate), 1, available) : available;
        // What the filter reaches before and after the clip is read too: a clip is the same as that part of the whole.
        long from = Math.Max(0, first - resampler.Reach);
        long to = Math.Min(reader.Length, first + (long)Math.Ceiling(length * (double)reader.SampleRate / sampleRate) + resampler.Reach + 1);
        if (Math.Max(length, to - from) > LongestRead)
            throw new Pix2PitchException($"'{path}' lasts {total / 3600:0.#} h, too long to be read at once; ask for a part of it.");
        float[] mono = ReadMono(reader, from, (int)(to - from), out int read);
        if (read <= first - from) throw new Pix2PitchException($"'{path}' ends before the offset of {offsetSeconds:0.##} s; choose a smaller offset.");
        if (read < to - from) // an MP3 that is shorter than it was taken for
            length = Math.Min(length, (long)Math.Ceiling((from + read - first) * (double)sampleRate / reader.SampleRate));
        if (resampler.IsIdentity) return new AudioSignal(mono.Length == length ? mono : mono[..(int)length], sampleRate);
        var samples = new float[length];
        resampler.Resample(mono.AsSpan(0, read), (int)(first - from), samples);
        return new AudioSignal(samples, sampleRate);
    }

    private static float[] ReadMono(SampleReader reader, long from, int length, out int done)
    {
        var mono = new float[Math.Min(length, FirstAllocation)]; // grows with what is really there, whatever the header says
        int channels = reader.Channels, perRead = Math.Min(SamplesPerRead, length);
        float[] interleaved = ArrayPool<float>.Shared.Rent(perRead * channels);
        reader.Seek(from);
        done = 0;
        try
        {
            while (done < length)
            {
                int wanted = Math.Min(perRead, length - done);
                int read = reader.Read(interleaved.AsSpan(0, wanted * channels)) / channels;
                if (read == 0) break;
                ReadOnlySpan<float> values = interleaved.AsSpan(0, read * channels);
                if (done + read > mono.Length) Array.Resize(ref mono, (int)Math.Min(length, Math.Max(done + read, 2L * mono.Length)));
                // Written so that a NaN is caught too.
                if (!(TensorPrimitives.MaxMagnitude(values) is >= -LargestSample and <= LargestSample))
                    throw new Pix2PitchException($"'{reader.Path}' holds samples that are no numbers or far too large; export it again.");
                Mix(values, channels, mono.AsSpan(done, read));
                done += read;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(interleaved);
        }
        return mono;
    }

    private static void Mix(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        if (channels == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }
        float share = 1f / channels;
        for (int n = 0; n < mono.Length; n++)
        {
            float sum = 0;
            foreach (float value in interleaved.Slice(n * channels, channels)) sum += value;
            mono[n] = sum * share;
        }
    }
}
