namespace Pix2Pitch.Audio;

/// <summary>Reads samples from an open sound file, from a place on, piece by piece.</summary>
internal abstract class SampleReader : IDisposable
{
    /// <summary>The lowest and highest sample rate that is believed, in Hz.</summary>
    public const int LowestSampleRate = 1000, HighestSampleRate = 768000;

    /// <summary>The largest number of channels that is believed.</summary>
    public const int MostChannels = 64;

    protected SampleReader(string path) => Path = path;

    public string Path { get; }

    public int SampleRate { get; protected init; }

    public int Channels { get; protected init; }

    /// <summary>The number of samples per channel.</summary>
    public long Length { get; protected init; }

    /// <summary>Goes to a sample.</summary>
    public abstract void Seek(long sample);

    /// <summary>Fills whole samples of all channels, interleaved, and returns how many values it wrote; 0 at the end.</summary>
    public abstract int Read(Span<float> interleaved);

    public abstract void Dispose();

    /// <summary>Opens a file by what it holds, not by its name.</summary>
    /// <exception cref="Pix2PitchException">The file does not exist, is empty or damaged, or is no sound file.</exception>
    public static SampleReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Span<byte> head = stackalloc byte[12];
        int length;
        bool isMpeg;
        try
        {
            using FileStream file = File.OpenRead(path);
            length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            isMpeg = MpegReader.IsMpeg(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"'{path}' does not exist; check the name and the folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read; check that it is a file and that you may read it.", e);
        }
        if (length == 0) throw new Pix2PitchException($"'{path}' is empty; copy or export it again.");
        bool isWave = length == head.Length && head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WAVE"u8);
        SampleReader? wave = isWave ? WaveReader.TryOpen(path) : null;
        if (wave is not null) return wave;
        // libsndfile takes almost anything for an MP3; what is none is refused here.
        if (!IsKnown(head[..length])) throw NoSound(path, "its first bytes are those of no known format");
        return isMpeg && MpegLibrary.Default is { } mpeg ? MpegReader.Open(path, mpeg) : SoundFileReader.Open(path);
    }

    protected static void CheckHeader(string path, long sampleRate, long channels)
    {
        if (sampleRate is < LowestSampleRate or > HighestSampleRate)
            throw new Pix2PitchException($"'{path}' says that its sample rate is {sampleRate} Hz, which no recording has "
                + $"({LowestSampleRate} to {HighestSampleRate} Hz are read); export it again.");
        if (channels is < 1 or > MostChannels)
            throw new Pix2PitchException($"'{path}' says that it has {channels} channels (1 to {MostChannels} are read); export it again.");
    }

    protected static Pix2PitchException NoSound(string path, string? reason)
        => new($"'{path}' is not a sound file that can be read ({reason}); use WAV, FLAC, OGG, MP3 or AIFF.");

    private static bool IsKnown(ReadOnlySpan<byte> head)
        => head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("riff"u8)
            || head.StartsWith("fLaC"u8) || head.StartsWith("OggS"u8) || head.StartsWith("FORM"u8) || head.StartsWith("caff"u8)
            || head.StartsWith(".snd"u8) || head.StartsWith("ID3"u8) || (head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0);

    protected static Pix2PitchException CutOff(string path, Exception? inner = null)
        => new($"'{path}' ends before its sound does: the file is cut off or its header is wrong; copy or export it again.", inner);
}
