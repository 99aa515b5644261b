using System.Text;

namespace Pix2Pitch.Manifests;

/// <summary>Gives any list as UTF-8: spreadsheets save "Unicode text" as UTF-16.</summary>
internal static class ManifestStream
{
    /// <summary>The stream from its start as UTF-8, by its byte order mark; without one as it is.</summary>
    public static Stream AsUtf8(FileStream stream)
    {
        Span<byte> start = stackalloc byte[4];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        // UTF-32 first: its mark begins like that of UTF-16.
        (Encoding? encoding, int mark) = start[..length] switch
        {
            [0xFF, 0xFE, 0, 0] => (Encoding.UTF32, 4),
            [0, 0, 0xFE, 0xFF] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
        stream.Position = mark;
        return encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
    }
}
