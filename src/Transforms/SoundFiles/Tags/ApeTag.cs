using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>APE tags of version 2, at the end of some MP3 files, before an ID3v1 tag.</summary>
internal static class ApeTag
{
    private const int FooterLength = 32;

    /// <summary>Reads the tag if there is one.</summary>
    public static void Read(FileStream file, TagFields fields)
    {
        long end = file.Length - (Id3Tag.HasVersion1(file) ? Id3Tag.Version1Length : 0);
        byte[] footer = SoundTags.ReadBytes(file, Math.Max(0, end - FooterLength), FooterLength);
        if (footer.Length < FooterLength || !footer.AsSpan().StartsWith("APETAGEX"u8)) return;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(12)); // including the footer
        if (length < FooterLength || length > end) return;
        ReadOnlySpan<byte> items = SoundTags.ReadBytes(file, end - length, length - FooterLength);
        var source = new object();
        while (items.Length > 8)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(items), flags = BinaryPrimitives.ReadUInt32LittleEndian(items[4..]);
            int keyLength = items[8..].IndexOf((byte)0), value = 8 + keyLength + 1;
            if (keyLength < 0 || size > items.Length - value) return;
            const int Kind = 6; // 0 for text
            if ((flags & Kind) == 0) fields.Add(source, Encoding.ASCII.GetString(items.Slice(8, keyLength)), TagFields.Decode(items.Slice(value, (int)size)));
            items = items[(value + (int)size)..];
        }
    }
}
