namespace Pix2Pitch.Pairing;

/// <summary>The names of the splits in files and text columns.</summary>
internal static class SplitNames
{
    private static readonly string[] s_all = ["train", "validation", "test"];

    /// <summary>All names, in the order of <see cref="Split"/>.</summary>
    public static IReadOnlyList<string> All => s_all;

    public static string Of(Split split)
        => (uint)split < (uint)s_all.Length ? s_all[(int)split] : throw new ArgumentOutOfRangeException(nameof(split), split, "There are three splits.");

    public static Split? ParseOrNull(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < s_all.Length; i++)
        {
            if (name.SequenceEqual(s_all[i])) return (Split)i;
        }
        return null;
    }
}
