using System.Globalization;
using System.Text;

namespace Pix2Pitch.Pages.Elements;

/// <summary>
/// Makes text from unknown sources safe to read: control characters and other invisible characters are shown by their codes.
/// HTML encoding, which is needed as well, is not enough: browsers apply encoded direction marks too.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line, cut after about <paramref name="maxLength"/> characters.</summary>
    public static string Of(string text, int maxLength = 300)
    {
        var visible = new StringBuilder(Math.Min(text.Length, maxLength) + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (visible.Length >= maxLength)
            {
                visible.Append('…');
                break;
            }
            Append(visible, rune);
        }
        return visible.ToString();
    }

    private static void Append(StringBuilder visible, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
            case UnicodeCategory.Control when rune.Value is '\t' or '\r' or '\n':
                if (visible.Length > 0 && visible[^1] != ' ') visible.Append(' ');
                break;
            // These two joiners are part of the spelling of Persian, of Indian languages and of emoji.
            case UnicodeCategory.Format when rune.Value is 0x200C or 0x200D:
                visible.Append(rune);
                break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                visible.Append($"[U+{rune.Value:X4}]");
                break;
            default:
                visible.Append(rune);
                break;
        }
    }
}
