namespace Pix2Pitch.Cli.Commands;

/// <summary>The files that <c>generate</c> writes, one for each painting.</summary>
/// <param name="Waves">The WAV files.</param>
/// <param name="Spectrograms">The pictures; null where none are wanted.</param>
internal sealed record OutputNames(IReadOnlyList<string> Waves, IReadOnlyList<string>? Spectrograms)
{
    public IEnumerable<string> All => Waves.Concat(Spectrograms ?? []);

    /// <param name="paintings">The paintings.</param>
    /// <param name="output">What -o says: a file, or a folder that exists; null for the current folder.</param>
    /// <param name="spectrogram">What --spectrogram says, likewise; null for no pictures.</param>
    /// <exception cref="UsageException">One file is named for several paintings, or a file with a wrong ending.</exception>
    public static OutputNames For(IReadOnlyList<string> paintings, string? output, string? spectrogram)
        => new(Names(paintings, output ?? ".", "-o", ".wav"), spectrogram is null ? null : Names(paintings, spectrogram, "--spectrogram", ".png"));

    private static string[] Names(IReadOnlyList<string> paintings, string target, string option, string ending)
    {
        if (target.Length == 0) throw new UsageException($"{option} names nothing: give a file or a folder.");
        if (!Directory.Exists(target) && !Path.EndsInDirectorySeparator(target))
        {
            if (paintings.Count > 1) throw new UsageException($"There are {paintings.Count} paintings, and {option} '{target}' is not a folder that exists: create it or name another one.");
            if (!Path.GetExtension(target).Equals(ending, StringComparison.OrdinalIgnoreCase))
                throw new UsageException($"{option} '{target}' should end with {ending}: other kinds of files are not written.");
            return [target];
        }

        var names = new List<string>();
        var taken = new HashSet<string>();
        foreach (string painting in paintings)
        {
            string name = Path.GetFileNameWithoutExtension(painting);
            string unique = name;
            for (int n = 2; !taken.Add(unique); n++) unique = $"{name}-{n}"; // a/sky.jpg and b/sky.jpg
            names.Add(target == "." ? unique + ending : Path.Combine(target, unique + ending));
        }
        return [.. names];
    }
}
