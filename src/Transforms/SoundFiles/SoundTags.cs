using Pix2Pitch.SoundFiles.Flac;
using Pix2Pitch.SoundFiles.Ogg;
using Pix2Pitch.SoundFiles.Tags;

namespace Pix2Pitch.SoundFiles;

/// <summary>The tags of a recording; empty if missing.</summary>
internal sealed record SoundTags
{
    /// <summary>No tags.</summary>
    public static SoundTags None { get; } = new();

    /// <summary>The title of the track.</summary>
    public string Title { get; init; } = "";

    /// <summary>The work that the track is a part of.</summary>
    public string Work { get; init; } = "";

    /// <summary>Who wrote the music.</summary>
    public string Composer { get; init; } = "";

    /// <summary>The artist: usually the performer, but in some files the composer.</summary>
    public string Artist { get; init; } = "";

    /// <summary>The performers: soloists, orchestra, conductor.</summary>
    public string Performer { get; init; } = "";

    /// <summary>The date of the recording or of its release, not of the composition.</summary>
    public string Date { get; init; } = "";

    /// <summary>The date of the first release, if the recording was released again.</summary>
    public string OriginalDate { get; init; } = "";

    /// <summary>The licence, or its address.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The genre.</summary>
    public string Genre { get; init; } = "";

    /// <summary>Reads the tags of a file; none if it cannot be read.</summary>
    public static SoundTags Read(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return None; // a pipe has no length, and reading it would block
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var fields = new TagFields();
            long start = Id3Tag.Skip(file);
            Id3Tag.Read(file, fields);
            ReadContent(path, file, start, fields);
            ApeTag.Read(file, fields);
            Id3Tag.ReadVersion1(file, fields);
            return new SoundTags
            {
                Title = fields["TITLE"],
                Work = fields["WORK"],
                Composer = fields["COMPOSER"],
                Artist = fields["ARTIST"],
                Performer = fields["PERFORMER"],
                Date = fields["DATE"],
                OriginalDate = fields["ORIGINALDATE"],
                Licence = fields["LICENSE"],
                Genre = fields["GENRE"],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Pix2PitchException)
        {
            return None;
        }
    }

    private static void ReadContent(string path, FileStream file, long start, TagFields fields)
    {
        Span<byte> head = stackalloc byte[SoundFormats.HeadLength];
        file.Position = start;
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        switch (SoundFormats.Find(head, hasTag: false))
        {
            case SoundFormat.Flac:
                foreach ((int type, long at, int length) in FlacBlocks.Read(file, start + 4))
                {
                    if (type == FlacBlocks.VorbisComment) VorbisComment.Read(ReadBytes(file, at, length), fields);
                }
                break;
            case SoundFormat.Ogg:
                VorbisComment.Read(OggFile.ReadComments(path, file, start), fields);
                break;
            case SoundFormat.Wave or SoundFormat.Aiff:
                ChunkTags.Read(file, start, isBigEndian: head[0] == 'F' || head[3] == 'X', fields);
                break;
        }
    }

    /// <summary>Reads a part of a file; empty if it is larger than tags may be, or beyond the end of the file.</summary>
    internal static byte[] ReadBytes(FileStream file, long at, long length)
    {
        if (length is < 0 or > TagFields.MaxBytes || at + length > file.Length) return [];
        var bytes = new byte[length];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }
}
