using Pix2Pitch.SoundFiles.Flac;
using Pix2Pitch.SoundFiles.Mpeg;
using Pix2Pitch.SoundFiles.Ogg;
using Pix2Pitch.SoundFiles.Pcm;
using Pix2Pitch.SoundFiles.Tags;

namespace Pix2Pitch.SoundFiles;

/// <summary>Reads samples from an open sound file, in blocks, from any position.</summary>
internal abstract class SampleReader : IDisposable
{
    /// <summary>The valid sample rates in a header, in Hz.</summary>
    public const int MinSampleRate = 1000, MaxSampleRate = 768000;

    /// <summary>The maximum number of channels in a header.</summary>
    public const int MaxChannels = 64;

    private const int BufferLength = 1 << 16;

    protected SampleReader(string path) => Path = path;

    public string Path { get; }

    public int SampleRate { get; protected init; }

    public int Channels { get; protected init; }

    /// <summary>The number of samples per channel.</summary>
    public long Length { get; protected init; }

    /// <summary>Moves to a sample.</summary>
    public abstract void Seek(long sample);

    /// <summary>Reads interleaved samples of all channels and returns the number of values; 0 at the end.</summary>
    public abstract int Read(Span<float> interleaved);

    public abstract void Dispose();

    /// <summary>Opens a file. The format is detected from the content, not from the name.</summary>
    /// <exception cref="Pix2PitchException">The file does not exist, is empty or damaged, or is not a sound file of a supported format.</exception>
    public static SampleReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file = OpenFile(path);
        try
        {
            return Open(path, file);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException) throw Unreadable(path, e);
            throw;
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="Pix2PitchException">The file does not exist or cannot be read.</exception>
    internal static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"'{path}' does not exist; check the name and the folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static SampleReader Open(string path, FileStream file)
    {
        if (!file.CanSeek) throw new Pix2PitchException($"'{path}' is not a regular file, which is needed to read from any position; copy it into a file.");
        if (file.Length == 0) throw new Pix2PitchException($"'{path}' is empty; copy or export it again.");
        long start = Id3Tag.Skip(file);
        Span<byte> head = stackalloc byte[SoundFormats.HeadLength];
        file.Position = start;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return SoundFormats.Find(head, start > 0) switch
        {
            SoundFormat.Wave => WaveReader.Open(path, file, start),
            SoundFormat.Wave64 => Wave64Reader.Open(path, file, start),
            SoundFormat.Aiff => AiffReader.Open(path, file, start),
            SoundFormat.Flac => FlacReader.Open(path, file, start),
            SoundFormat.Ogg => OggFile.Open(path, file, start),
            SoundFormat.Mpeg => MpegReader.Open(path, file, start),
            _ => throw NoSound(path, SoundFormats.Name(head) is { } name ? $"it is {name}" : "its first bytes match no known format"),
        };
    }

    internal static void CheckHeader(string path, long sampleRate, long channels)
    {
        if (sampleRate is < MinSampleRate or > MaxSampleRate)
            throw new Pix2PitchException($"'{path}' has a sample rate of {sampleRate} Hz in its header, which is not valid "
                + $"({MinSampleRate} to {MaxSampleRate} Hz are supported); export it again.");
        if (channels is < 1 or > MaxChannels)
            throw new Pix2PitchException($"'{path}' has {channels} channels in its header (1 to {MaxChannels} are supported); export it again.");
    }

    internal static Pix2PitchException Unreadable(string path, Exception inner)
        => new($"'{path}' cannot be read; check that it is a file and that you may read it.", inner);

    /// <param name="name">The file's name in quotes, or another name of the sound.</param>
    internal static Pix2PitchException NotNumbers(string name)
        => new($"{name} has samples that are not numbers or are far too large; export the sound again.");

    /// <inheritdoc cref="NotNumbers"/>
    internal static Pix2PitchException Silent(string name, double seconds)
        => new(FormattableString.Invariant($"{name} is silent for the requested {seconds:0.##} s; choose another offset or another recording."));

    internal static Pix2PitchException NoSound(string path, string reason)
        => new($"'{path}' is not a sound file that can be read ({reason}); use WAV, FLAC, OGG, MP3 or AIFF.");

    internal static Pix2PitchException Truncated(string path)
        => new($"'{path}' is incomplete: the file is cut off or its header is wrong; copy or export it again.");

    internal static Pix2PitchException Damaged(string path, double? seconds, string reason, Exception? inner = null)
        => new($"'{path}' is damaged{(seconds is { } position ? FormattableString.Invariant($" at {position:0.##} s") : "")}: {reason}; copy or export it again.", inner);
}
