namespace Pix2Pitch.Cli.Commands;

/// <summary>The files that <c>generate</c> writes, one for each painting.</summary>
/// <param name="Waves">The WAV files.</param>
/// <param name="Spectrograms">The spectrograms for machines; null where none are wanted.</param>
/// <param name="Pictures">The pictures for people; null where none are wanted.</param>
internal sealed record OutputNames(IReadOnlyList<string> Waves, IReadOnlyList<string>? Spectrograms, IReadOnlyList<string>? Pictures)
{
    public IEnumerable<string> All => Waves.Concat(Spectrograms ?? []).Concat(Pictures ?? []);

    /// <param name="paintings">The paintings.</param>
    /// <param name="output">What -o says: a file, or a folder that exists; null for the current folder.</param>
    /// <param name="spectrogram">What --spectrogram says, likewise; null for none.</param>
    /// <param name="picture">What --picture says, likewise; null for none.</param>
    /// <exception cref="UsageException">One file is named for two things, or a file has a wrong ending.</exception>
    public static OutputNames For(IReadOnlyList<string> paintings, string? output, string? spectrogram, string? picture)
    {
        var names = new OutputNames(
            Names(paintings, output ?? ".", "-o", ".wav"),
            spectrogram is null ? null : Names(paintings, spectrogram, "--spectrogram", ".png"),
            picture is null ? null : Names(paintings, picture, "--picture", ".png"));
        string? twice = names.All.GroupBy(Path.GetFullPath).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is null) return names;
        throw new UsageException($"--spectrogram and --picture would both write '{twice}': give them different folders or files.");
    }

    private static string[] Names(IReadOnlyList<string> paintings, string target, string option, string ending)
    {
        if (target.Length == 0) throw new UsageException($"{option} names nothing: give a file or a folder.");
        if (!Directory.Exists(target) && !Path.EndsInDirectorySeparator(target))
        {
            if (paintings.Count > 1)
                throw new UsageException($"There are {paintings.Count} paintings, and {option} '{target}' is not a "
                    + "folder that exists: create it or name another one.");
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
