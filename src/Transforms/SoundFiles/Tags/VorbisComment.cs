using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>Vorbis comments ("Ogg Vorbis I format specification: comment field and header specification"), as Ogg and FLAC have them.</summary>
internal static class VorbisComment
{
    /// <summary>Reads the comments.</summary>
    /// <param name="bytes">The comments, starting with the length of the encoder's name.</param>
    /// <param name="fields">Receives the comments.</param>
    public static void Read(ReadOnlySpan<byte> bytes, TagFields fields)
    {
        var source = new object();
        if (!Take(ref bytes, out _) || bytes.Length < 4) return; // the encoder's name
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        bytes = bytes[4..];
        for (uint n = 0; n < count && Take(ref bytes, out ReadOnlySpan<byte> comment); n++)
        {
            int equals = comment.IndexOf((byte)'=');
            if (equals > 0) fields.Add(source, TagFields.Decode(comment[..equals]), TagFields.Decode(comment[(equals + 1)..]));
        }
    }

    private static bool Take(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (bytes.Length < 4) return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length > bytes.Length - 4) return false;
        text = bytes.Slice(4, (int)length);
        bytes = bytes[(4 + (int)length)..];
        return true;
    }
}
