using System.Globalization;
using System.Text;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>
/// Makes texts of strangers safe to look at: what would act on the page around it, or cannot be seen at all, is shown by its code.
/// Encoding for HTML comes after this and does not replace it: a browser obeys an encoded direction mark too.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line, at most that many characters.</summary>
    public static string Of(string text, int longest = 300)
    {
        var visible = new StringBuilder(Math.Min(text.Length, longest) + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (visible.Length >= longest)
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
            // Two joiners belong to the spelling of Persian, of Indian languages and of emoji.
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
