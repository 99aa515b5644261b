using Pix2Pitch.SoundFiles.Pcm;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>The tags of WAV (LIST INFO) and AIFF (NAME, AUTH), and ID3 tags in a chunk of both.</summary>
internal static class ChunkTags
{
    private static readonly Dictionary<uint, string> s_info = new()
    {
        [RiffChunks.Id("INAM")] = "TITLE",
        [RiffChunks.Id("IART")] = "ARTIST",
        [RiffChunks.Id("IMUS")] = "COMPOSER",
        [RiffChunks.Id("ISTR")] = "PERFORMER",
        [RiffChunks.Id("ICRD")] = "DATE",
        [RiffChunks.Id("IGNR")] = "GENRE",
    };

    /// <summary>Reads the tags.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Position of the first chunk, after ID3 tags.</param>
    /// <param name="isBigEndian">Whether lengths are big-endian, as in AIFF.</param>
    /// <param name="fields">Receives the tags.</param>
    public static void Read(FileStream file, long start, bool isBigEndian, TagFields fields)
    {
        var source = new object();
        bool hasId3 = false;
        foreach ((uint id, long at, uint length) in RiffChunks.Read(file, isBigEndian, start + 12))
        {
            if (id == RiffChunks.Id("LIST"))
            {
                foreach ((uint field, ReadOnlyMemory<byte> text) in RiffChunks.ReadInfo(SoundTags.ReadBytes(file, at, length), isBigEndian))
                {
                    if (s_info.TryGetValue(field, out string? name)) fields.Add(source, name, TagFields.Decode(text.Span));
                }
            }
            else if (id == RiffChunks.Id("NAME") && isBigEndian) fields.Add(source, "TITLE", TagFields.Decode(SoundTags.ReadBytes(file, at, length)));
            else if (id == RiffChunks.Id("AUTH") && isBigEndian) fields.Add(source, "ARTIST", TagFields.Decode(SoundTags.ReadBytes(file, at, length)));
            else if (!hasId3 && (id == RiffChunks.Id("id3 ") || id == RiffChunks.Id("ID3 ")))
            {
                hasId3 = true;
                Id3Tag.Read(file, fields, at, length);
            }
        }
    }
}
