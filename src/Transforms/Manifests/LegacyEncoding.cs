using System.Text;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// Detects the encoding of a list that is not UTF-8, from its words. Western spreadsheets save Windows-1252, which is read; for other encodings only the
/// name is returned, because one wrong guess would damage every name in the list.
/// </summary>
internal static class LegacyEncoding
{
    private static readonly (int CodePage, string Name)[] s_others =
        [(1250, "Windows-1250 (Central European)"), (10000, "Mac Roman"), (850, "DOS code page 850")];

    private static readonly Encoding s_western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding to read the list with, and its name; or no encoding, and the name of the one that it seems to be, if any.</summary>
    /// <param name="words">The words of the list that have bytes over 127, as <see cref="TextScan.Words"/>.</param>
    public static (Encoding? Encoding, string? Name) Find(IReadOnlyCollection<string> words)
    {
        byte[][] bytes = [.. words.Select(Encoding.Latin1.GetBytes)];
        if (bytes.Any(IsOfOtherAlphabet)) return (null, "an encoding of another alphabet");
        (int known, string? name) = s_others
            .Select(other => (Known: Known(CodePagesEncodingProvider.Instance.GetEncoding(other.CodePage)!, bytes), other.Name))
            .MaxBy(other => other.Known);
        if (known > Known(s_western, bytes)) return (null, name);
        if (bytes.All(word => IsWestern(s_western.GetString(word)))) return (s_western, "Windows-1252");
        return (null, known > 0 ? name : null);
    }

    // In such lists, accents occur mainly in the names of painters and composers.
    private static int Known(Encoding encoding, byte[][] words) => words.Count(word => KnowledgeBase.Default.KnowsWord(encoding.GetString(word)));

    private static bool IsOfOtherAlphabet(byte[] word) => word.Length > 2 && word.All(letter => letter >= 0x80);

    /// <summary>Whether a word may belong to a Western language. In a wrong encoding, signs and capitals appear inside words.</summary>
    private static bool IsWestern(string word)
    {
        int others = 0; // consecutive letters that are not ASCII
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (char.IsControl(c)) return false; // not used in Windows-1252
            others = c >= 0x80 && char.IsLetter(c) ? others + 1 : 0;
            if (others > 2) return false;
            bool afterLetter = i > 0 && char.IsLetter(word[i - 1]), beforeLetter = i + 1 < word.Length && char.IsLetter(word[i + 1]);
            if (c is 'ƒ' or 'ª' or 'º' && beforeLetter) return false;
            if (c >= 0x80 && !char.IsLetter(c) && afterLetter && beforeLetter && c is not ('’' or '‘' or '\u00a0' or '–' or '—' or '·' or '´')) return false;
            if (c >= 0x80 && char.IsUpper(c) && i > 0 && char.IsLower(word[i - 1])) return false;
        }
        return true;
    }
}
