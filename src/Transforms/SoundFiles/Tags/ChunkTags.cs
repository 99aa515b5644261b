using System.Buffers.Binary;
using Pix2Pitch.SoundFiles.Pcm;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>The tags of WAV (LIST INFO) and AIFF (NAME, AUTH), and ID3 tags in a chunk of both.</summary>
internal static class ChunkTags
{
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
            if (id == RiffChunks.Id("LIST")) ReadList(SoundTags.ReadBytes(file, at, length), isBigEndian, fields, source);
            else if (id == RiffChunks.Id("NAME") && isBigEndian) fields.Add(source, "TITLE", TagFields.Decode(SoundTags.ReadBytes(file, at, length)));
            else if (id == RiffChunks.Id("AUTH") && isBigEndian) fields.Add(source, "ARTIST", TagFields.Decode(SoundTags.ReadBytes(file, at, length)));
            else if (!hasId3 && (id == RiffChunks.Id("id3 ") || id == RiffChunks.Id("ID3 ")))
            {
                hasId3 = true;
                Id3Tag.Read(file, fields, at, length);
            }
        }
    }

    private static void ReadList(ReadOnlySpan<byte> list, bool isBigEndian, TagFields fields, object source)
    {
        if (!list.StartsWith("INFO"u8)) return;
        for (int at = 4; at + 8 <= list.Length;)
        {
            uint length = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(list[(at + 4)..]) : BinaryPrimitives.ReadUInt32LittleEndian(list[(at + 4)..]);
            if (length > list.Length - at - 8) return;
            string? name = System.Text.Encoding.ASCII.GetString(list.Slice(at, 4)) switch
            {
                "INAM" => "TITLE",
                "IART" => "ARTIST",
                "IMUS" => "COMPOSER",
                "ISTR" => "PERFORMER",
                "ICRD" => "DATE",
                "IGNR" => "GENRE",
                _ => null,
            };
            if (name is not null) fields.Add(source, name, TagFields.Decode(list.Slice(at + 8, (int)length)));
            at += 8 + (int)length + (int)(length & 1);
        }
    }
}
