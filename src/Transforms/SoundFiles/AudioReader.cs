namespace Pix2Pitch.SoundFiles;

/// <summary>
/// Reads sound files as mono (the mean of the channels) at any sample rate: WAV (also RF64, BW64 and Wave64), AIFF and AIFC, FLAC, OGG (Vorbis and
/// FLAC) and MP3. Only the requested part is read, so memory does not grow with the length of the file.
/// </summary>
public static class AudioReader
{
    private const int InitialCapacity = 1 << 20; // samples
    private const long MaxSamples = 1 << 29; // samples: 2 GB

    /// <summary>Reads a clip.</summary>
    /// <param name="path">The sound file.</param>
    /// <param name="sampleRate">The rate to resample to; 1,000 to 768,000 Hz.</param>
    /// <param name="offsetSeconds">Where the clip begins, in seconds; 0 or more.</param>
    /// <param name="durationSeconds">Length of the clip in seconds; null means to the end. If the file ends earlier, the clip is shorter.</param>
    /// <param name="cancellation">Stops between two blocks of 16,384 samples.</param>
    /// <returns>The mean of the channels, resampled.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">
    /// The file does not exist, is empty, damaged, truncated or not a sound file, has samples that are not numbers, or ends before the offset; or its
    /// channels cancel each other out.
    /// </exception>
    public static AudioClip Read(string path, int sampleRate, double offsetSeconds = 0, double? durationSeconds = null, CancellationToken cancellation = default)
    {
        CheckSampleRate(sampleRate);
        if (!(offsetSeconds >= 0 && double.IsFinite(offsetSeconds)))
            throw new ArgumentOutOfRangeException(nameof(offsetSeconds), offsetSeconds, "The offset must be 0 s or more.");
        if (durationSeconds is { } seconds) CheckSeconds(seconds, nameof(durationSeconds), "duration");

        cancellation.ThrowIfCancellationRequested();
        using SampleReader reader = OpenNotEmpty(path);
        double total = (double)reader.Length / reader.SampleRate, offset = Math.Round(offsetSeconds * reader.SampleRate);
        if (offset >= reader.Length)
            throw new Pix2PitchException(FormattableString.Invariant($"'{path}' lasts {total:0.##} s and ends before the offset of {offsetSeconds:0.##} s; choose a smaller offset."));

        using var stream = new MonoStream(reader, sampleRate, (long)offset, cancellation);
        long length = stream.Length;
        if (durationSeconds is { } duration) length = (long)Math.Clamp(Math.Round(duration * sampleRate), 1, length);
        if (length > MaxSamples)
            throw new Pix2PitchException(FormattableString.Invariant($"'{path}' lasts {total / 3600:0.#} h, too long to be read at once; read a part of it."));
        var samples = new float[Math.Min(length, InitialCapacity)]; // grows with the samples found: the header may be wrong
        int done = 0;
        while (true)
        {
            done += stream.Read(samples.AsSpan(done));
            if (done < samples.Length || done == length) break;
            Array.Resize(ref samples, (int)Math.Min(length, 2L * samples.Length));
        }
        if (done == 0) throw new Pix2PitchException(FormattableString.Invariant($"'{path}' ends before the offset of {offsetSeconds:0.##} s; choose a smaller offset."));
        stream.CheckMix();
        if (done < samples.Length) Array.Resize(ref samples, done); // shorter than its header says
        return new AudioClip(samples, sampleRate, offsetSeconds);
    }

    /// <summary>
    /// Cuts a recording of any length into clips. The file is read while the result is enumerated, so memory does not grow with its length. The
    /// clips are bit-identical to the same parts of the whole recording after resampling.
    /// </summary>
    /// <param name="path">The sound file.</param>
    /// <param name="sampleRate">Samples per second of the clips; 1,000 to 768,000 Hz.</param>
    /// <param name="clipSamples">Samples in a clip; 1 or more.</param>
    /// <param name="hopSeconds">
    /// Seconds from the start of one clip to the start of the next; more than 0. Clips overlap if it is less than their length, and have gaps between
    /// them if it is more. Null means the length of a clip.
    /// </param>
    /// <param name="keepRest">Whether the last clip may be shorter than the others. If not, an incomplete last clip is skipped.</param>
    /// <param name="cancellation">Stops the enumeration between two blocks of 16,384 samples.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">
    /// The file does not exist, is empty, damaged, truncated or not a sound file, has samples that are not numbers, or its channels cancel each other
    /// out. Damage in the middle of the file throws when the enumeration reaches it.
    /// </exception>
    public static IEnumerable<AudioClip> ReadClips(string path, int sampleRate, int clipSamples, double? hopSeconds = null, bool keepRest = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckSampleRate(sampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(clipSamples, 1);
        if (hopSeconds is { } seconds) CheckSeconds(seconds, nameof(hopSeconds), "hop");
        double hop = Math.Max(1, hopSeconds * sampleRate ?? clipSamples);
        return Clips(path, sampleRate, clipSamples, hop, keepRest, cancellation);
    }

    /// <summary>The length of a recording in seconds, from its header, or from its content if the header does not have it.</summary>
    /// <param name="path">The sound file.</param>
    /// <exception cref="Pix2PitchException">The file does not exist, is empty, damaged or not a sound file.</exception>
    public static double ReadSeconds(string path)
    {
        using SampleReader reader = OpenNotEmpty(path);
        return (double)reader.Length / reader.SampleRate;
    }

    private static IEnumerable<AudioClip> Clips(string path, int sampleRate, int clipLength, double hop, bool keepRest, CancellationToken cancellation)
    {
        using SampleReader reader = OpenNotEmpty(path);
        using var stream = new MonoStream(reader, sampleRate, cancellation: cancellation);
        float[] last = [];
        long lastStart = 0;
        for (long n = 0; ; n++)
        {
            double place = Math.Round(n * hop);
            if (place >= stream.Length) yield break;
            long start = (long)place;
            var samples = new float[Math.Min(clipLength, stream.Length - start)];
            if (samples.Length < clipLength && !keepRest) yield break;
            // The overlap of two clips is not read again.
            int shared = (int)Math.Clamp(lastStart + last.Length - start, 0, samples.Length);
            if (shared > 0) last.AsSpan((int)(start - lastStart), shared).CopyTo(samples);
            stream.Position = start + shared;
            int length = shared + stream.Read(samples.AsSpan(shared));
            if (length < samples.Length && (length == 0 || !keepRest)) yield break; // shorter than its header says
            stream.CheckMix();
            if (length < samples.Length) Array.Resize(ref samples, length);
            (last, lastStart) = (hop < clipLength ? [.. samples] : [], start); // a copy: the caller may change the clip
            yield return new AudioClip(samples, sampleRate, (double)start / sampleRate);
        }
    }

    private static SampleReader OpenNotEmpty(string path)
    {
        SampleReader reader = SampleReader.Open(path);
        if (reader.Length > 0) return reader;
        reader.Dispose();
        throw new Pix2PitchException($"'{path}' contains no sound; export it again.");
    }

    private static void CheckSampleRate(int sampleRate)
    {
        if (sampleRate is < SampleReader.MinSampleRate or > SampleReader.MaxSampleRate)
            throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, $"The sample rate must be {SampleReader.MinSampleRate} to {SampleReader.MaxSampleRate} Hz.");
    }

    private static void CheckSeconds(double seconds, string parameter, string name)
    {
        if (!(seconds > 0 && double.IsFinite(seconds)))
            throw new ArgumentOutOfRangeException(parameter, seconds, $"The {name} must be more than 0 s.");
    }
}
