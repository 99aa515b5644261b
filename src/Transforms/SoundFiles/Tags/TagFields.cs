using System.Text;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>
/// The tags of a file by their Vorbis comment names. If several tags of a file have the same name, the first tag that is read is used. Several values
/// in the same tag are separated by semicolons.
/// </summary>
internal sealed class TagFields
{
    /// <summary>Maximum number of bytes that are read for tags; tags may contain pictures.</summary>
    public const int MaxBytes = 1 << 22;

    private const int MaxText = 1 << 12;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, (object Source, string Text)> _texts = [];

    /// <summary>The value of a tag; empty if there is none.</summary>
    public string this[string name] => _texts.TryGetValue(name, out (object Source, string Text) found) ? found.Text : "";

    /// <summary>Adds a tag. Unknown names, and names that another source has already set, are ignored.</summary>
    /// <param name="source">The source of the tag.</param>
    /// <param name="name">The name as in Vorbis comments, APE tags and TXXX frames of ID3.</param>
    /// <param name="text">The value.</param>
    public void Add(object source, string name, string text)
    {
        string? known = name.Trim().ToUpperInvariant() switch
        {
            "TITLE" => "TITLE",
            "WORK" => "WORK",
            "COMPOSER" => "COMPOSER",
            "ARTIST" => "ARTIST",
            "PERFORMER" or "PERFORMERS" or "ENSEMBLE" or "ORCHESTRA" or "CONDUCTOR" or "SOLOIST" or "SOLOISTS" or "CHOIR" => "PERFORMER",
            "DATE" or "YEAR" => "DATE",
            "ORIGINALDATE" or "ORIGINALYEAR" or "ORIGINAL DATE" or "ORIGINAL YEAR" => "ORIGINALDATE",
            "LICENSE" or "LICENCE" => "LICENSE",
            "GENRE" => "GENRE",
            _ => null,
        };
        text = text.Trim('\0', ' ', '\t', '\r', '\n').Replace("\0", "; ", StringComparison.Ordinal);
        if (known is null || text.Length is 0 or > MaxText) return;
        if (!_texts.TryGetValue(known, out (object Source, string Text) before)) _texts[known] = (source, text);
        else if (before.Source == source && before.Text.Length < MaxText && !before.Text.Split("; ").Contains(text)) _texts[known] = (source, $"{before.Text}; {text}");
    }

    /// <summary>Decodes UTF-8, or Latin-1 if the bytes are not valid UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
