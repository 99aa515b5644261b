using System.Text;

namespace Pix2Pitch.SoundFiles.Tags;

/// <summary>
/// The tags of a file by name, under the names that Vorbis comments have. Those that are read first count; several of one name in one place are
/// separated by semicolons.
/// </summary>
internal sealed class TagFields
{
    /// <summary>The most bytes that are read for tags; pictures lie between them.</summary>
    public const int MaxBytes = 1 << 22;

    private const int MaxText = 1 << 12;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, (object Place, string Text)> _texts = [];

    /// <summary>A tag; empty where there is none.</summary>
    public string this[string name] => _texts.TryGetValue(name, out (object Place, string Text) found) ? found.Text : "";

    /// <summary>Takes a tag, if it is one that is of use and was not in another place before.</summary>
    /// <param name="place">Where it comes from.</param>
    /// <param name="name">Its name, as Vorbis comments, APE tags and the free fields of ID3 have it.</param>
    /// <param name="text">What it says.</param>
    public void Add(object place, string name, string text)
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
        if (!_texts.TryGetValue(known, out (object Place, string Text) before)) _texts[known] = (place, text);
        else if (before.Place == place && before.Text.Length < MaxText && !before.Text.Split("; ").Contains(text)) _texts[known] = (place, $"{before.Text}; {text}");
    }

    /// <summary>Text that is UTF-8, or Latin-1 where it cannot be.</summary>
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
