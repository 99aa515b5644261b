using Pix2Pitch.SoundFiles.Flac;
using Pix2Pitch.SoundFiles.Mpeg;
using Pix2Pitch.SoundFiles.Ogg;
using Pix2Pitch.SoundFiles.Pcm;
using Pix2Pitch.SoundFiles.Tags;

namespace Pix2Pitch.SoundFiles;

/// <summary>Reads samples from an open sound file, from a place on, piece by piece.</summary>
internal abstract class SampleReader : IDisposable
{
    /// <summary>The lowest and highest sample rate that is believed, in Hz.</summary>
    public const int LowestSampleRate = 1000, HighestSampleRate = 768000;

    /// <summary>The largest number of channels that is believed.</summary>
    public const int MostChannels = 64;

    private const int BufferLength = 1 << 16;

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
    /// <exception cref="Pix2PitchException">The file does not exist, is empty or damaged, or is no sound file that is read.</exception>
    public static SampleReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"'{path}' does not exist; check the name and the folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read; check that it is a file and that you may read it.", e);
        }
        try
        {
            return Open(path, file);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException) throw new Pix2PitchException($"'{path}' cannot be read; check that it is a file and that you may read it.", e);
            throw;
        }
    }

    private static SampleReader Open(string path, FileStream file)
    {
        if (!file.CanSeek) throw new Pix2PitchException($"'{path}' cannot be read from the middle; copy it into a file.");
        if (file.Length == 0) throw new Pix2PitchException($"'{path}' is empty; copy or export it again.");
        long start = Id3Tag.Skip(file);
        Span<byte> head = stackalloc byte[SoundFormats.Looked];
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
            _ => throw NoSound(path, SoundFormats.Name(head) is { } name ? $"it is {name}" : "its first bytes are those of no known format"),
        };
    }

    internal static void CheckHeader(string path, long sampleRate, long channels)
    {
        if (sampleRate is < LowestSampleRate or > HighestSampleRate)
            throw new Pix2PitchException($"'{path}' says that its sample rate is {sampleRate} Hz, which no recording has "
                + $"({LowestSampleRate} to {HighestSampleRate} Hz are read); export it again.");
        if (channels is < 1 or > MostChannels)
            throw new Pix2PitchException($"'{path}' says that it has {channels} channels (1 to {MostChannels} are read); export it again.");
    }

    internal static Pix2PitchException NoSound(string path, string reason)
        => new($"'{path}' is not a sound file that can be read ({reason}); use WAV, FLAC, OGG, MP3 or AIFF.");

    internal static Pix2PitchException CutOff(string path)
        => new($"'{path}' ends before its sound does: the file is cut off or its header is wrong; copy or export it again.");

    internal static Pix2PitchException Damaged(string path, double? seconds, string reason, Exception? inner = null)
        => new($"'{path}' is damaged{(seconds is { } place ? $" at {place:0.##} s" : "")}: {reason}; copy or export it again.", inner);
}
