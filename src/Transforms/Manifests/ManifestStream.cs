using System.Text;

namespace Pix2Pitch.Manifests;

/// <summary>
/// Converts a list to UTF-8 from the encoding that it was saved in, and reports where the encoding is uncertain. No letter becomes U+FFFD: a list
/// whose encoding cannot be detected is refused.
/// </summary>
internal static class ManifestStream
{
    /// <summary>
    /// The stream from its start as UTF-8. A byte order mark decides (UTF-8, UTF-16, UTF-32); without one the list is UTF-8 if all of it is
    /// valid UTF-8, else Windows-1252 if it reads as text in that, which is reported.
    /// </summary>
    /// <param name="stream">The list: a file that can be read twice.</param>
    /// <param name="shownPath">The path for messages.</param>
    /// <param name="manifest">Receives notes on what is uncertain.</param>
    /// <exception cref="Pix2PitchException">It is in another encoding, or damaged.</exception>
    public static Stream AsUtf8(FileStream stream, string shownPath, ManifestBuilder manifest)
    {
        if (!stream.CanSeek) throw new Pix2PitchException($"'{shownPath}' is a pipe or a device; save the list to a file and name that.");
        Span<byte> start = stackalloc byte[4];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        // UTF-32 first: its byte order mark begins like that of UTF-16.
        (Encoding? encoding, int mark) = start[..length] switch
        {
            [0xFF, 0xFE, 0, 0] => (new UTF32Encoding(false, false, true), 4),
            [0, 0, 0xFE, 0xFF] => (new UTF32Encoding(true, false, true), 4),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
            _ => ((Encoding?)null, 0),
        };
        stream.Position = mark;
        if (encoding is not null)
        {
            CheckDecodes(stream, encoding, shownPath);
            stream.Position = mark;
            return Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
        }

        TextScan scan = TextScan.Of(stream);
        stream.Position = 0;
        if (scan.LostLetterLine is { } lost)
        {
            manifest.Note($"line {lost} holds the character U+FFFD, which replaces a letter that was lost in an earlier conversion; "
                + "names with it are not recognised; export the list again");
        }
        if (scan.DoubleEncodedLine is { } twice)
        {
            manifest.Note($"line {twice} reads as UTF-8 that was taken for Windows-1252 and saved again ('Ã©' for 'é'); "
                + "such names are not recognised; export the list again");
        }
        if (scan.InvalidLine is not { } line) return stream;
        if (scan.HasZero) // not text in any encoding with one byte for each letter
            throw new Pix2PitchException($"'{shownPath}' is not a text file; name the CSV or JSON Lines file that lists the paintings or the music.");

        (Encoding? legacy, string? name) = LegacyEncoding.Find(scan.Words);
        if (legacy is null)
        {
            throw new Pix2PitchException($"'{shownPath}' is not in UTF-8 (line {line}){(name is null ? "" : $" and seems to be in {name}")}; "
                + "save it as UTF-8, in a spreadsheet as 'CSV UTF-8'.");
        }
        manifest.Note($"it is not in UTF-8 (line {line}) and was read as {name}; if letters with accents are wrong, save it as UTF-8");
        return Encoding.CreateTranscodingStream(stream, legacy, Encoding.UTF8);
    }

    private static void CheckDecodes(FileStream stream, Encoding encoding, string shownPath)
    {
        using Stream decoded = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
        var buffer = new byte[1 << 16];
        try
        {
            while (decoded.Read(buffer) > 0)
            {
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new Pix2PitchException($"'{shownPath}' begins as {encoding.WebName.ToUpperInvariant()} and contains invalid bytes; save it again as UTF-8.", e);
        }
    }
}
