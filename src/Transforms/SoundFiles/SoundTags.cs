using Pix2Pitch.SoundFiles.Flac;
using Pix2Pitch.SoundFiles.Ogg;
using Pix2Pitch.SoundFiles.Tags;

namespace Pix2Pitch.SoundFiles;

/// <summary>The tags of a recording; empty where it has none.</summary>
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

    /// <summary>Whom the recording is listed under: who plays, mostly, but some write the composer here.</summary>
    public string Artist { get; init; } = "";

    /// <summary>Who plays: soloists, orchestra, conductor.</summary>
    public string Performer { get; init; } = "";

    /// <summary>The date of the recording or of its release, which is not that of the music.</summary>
    public string Date { get; init; } = "";

    /// <summary>The date of the first release, where the recording was released again.</summary>
    public string OriginalDate { get; init; } = "";

    /// <summary>The licence, or where it is to be found.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The genre.</summary>
    public string Genre { get; init; } = "";

    /// <summary>The tags of a file; none where it cannot be read.</summary>
    public static SoundTags Read(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return None; // a pipe is of no length, and would be waited for
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var fields = new TagFields();
            long start = Id3Tag.Skip(file);
            Id3Tag.Read(file, fields);
            ReadContent(path, file, start, fields);
            ApeTag.Read(file, fields);
            Id3Tag.ReadOld(file, fields);
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
                    if (type == FlacBlocks.VorbisComment) VorbisComment.Read(Bytes(file, at, length), fields);
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

    /// <summary>A part of a file; empty where it is too large for tags, or not there.</summary>
    internal static byte[] Bytes(FileStream file, long at, long length)
    {
        if (length is < 0 or > TagFields.MaxBytes || at + length > file.Length) return [];
        var bytes = new byte[length];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }
}
