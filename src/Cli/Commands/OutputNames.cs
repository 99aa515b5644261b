using Pix2Pitch.Cli.Output;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The files that <c>generate</c> writes, one for each painting.</summary>
/// <param name="Waves">The WAV files.</param>
/// <param name="Spectrograms">The spectrograms for machines; null where none are wanted.</param>
/// <param name="Pictures">The pictures for people; null where none are wanted.</param>
/// <param name="Kept">A sentence for each name that was not taken because a file of something else has it.</param>
internal sealed record OutputNames(IReadOnlyList<string> Waves, IReadOnlyList<string>? Spectrograms, IReadOnlyList<string>? Pictures, IReadOnlyList<string> Kept)
{
    public IEnumerable<string> All => Waves.Concat(Spectrograms ?? []).Concat(Pictures ?? []);

    /// <summary>
    /// Finds the names. In a folder they are those of the paintings; a number follows where another painting of this call has the name, or
    /// a file that is there already and is of something else.
    /// </summary>
    /// <param name="paintings">The paintings.</param>
    /// <param name="output">What -o says: a file, or a folder that exists; null for the current folder.</param>
    /// <param name="spectrogram">What --spectrogram says, likewise; null for none.</param>
    /// <param name="picture">What --picture says, likewise; null for none.</param>
    /// <param name="isOfInput">Whether a file that is there was made from an input, and may be replaced. Null: by its own metadata.</param>
    /// <exception cref="UsageException">One file is named for two things, or a file has a wrong ending.</exception>
    public static OutputNames For(
        IReadOnlyList<string> paintings, string? output, string? spectrogram, string? picture, Func<string, string, bool>? isOfInput = null)
    {
        isOfInput ??= (file, painting) => FileOrigin.Of(file).IsOf(painting);
        Target wave = Target.Of(paintings, output ?? ".", "-o", ".wav");
        Target? mel = spectrogram is null ? null : Target.Of(paintings, spectrogram, "--spectrogram", ".png"), look = picture is null ? null : Target.Of(paintings, picture, "--picture", ".png");
        // A picture has no metadata; its name follows from that of the others.
        Target[] checkedTargets = [.. ((Target?[])[wave, mel]).OfType<Target>().Where(target => target.IsFolder)];

        var kept = new List<string>();
        var stems = new List<string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // Sky.wav and sky.wav are one file on Windows and macOS
        foreach (string painting in paintings)
        {
            string name = Path.GetFileNameWithoutExtension(painting), stem = name;
            for (int n = 2; taken.Contains(stem) || checkedTargets.Any(IsOthers); n++) stem = $"{name}-{n}"; // a/sky.jpg and b/sky.jpg
            taken.Add(stem);
            stems.Add(stem);
            if (checkedTargets.Select(target => target.File(name)).FirstOrDefault(file => stem != name && !taken.Contains(name) && Path.Exists(file)) is { } other)
                kept.Add($"'{other}' is not of '{painting}' and is kept; '{wave.File(stem)}' is written.");

            bool IsOthers(Target target) => target.File(stem) is var file && Path.Exists(file) && !(File.Exists(file) && isOfInput(file, painting));
        }
        var names = new OutputNames([.. stems.Select(wave.File)], mel is null ? null : [.. stems.Select(mel.File)], look is null ? null : [.. stems.Select(look.File)], kept);
        string? twice = names.All.GroupBy(Path.GetFullPath, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is null) return names;
        throw new UsageException($"--spectrogram and --picture would both write '{twice}': give them different folders or files.");
    }

    /// <summary>A file, or a folder for files.</summary>
    private sealed record Target(string Path, string Ending, bool IsFolder)
    {
        public static Target Of(IReadOnlyList<string> paintings, string target, string option, string ending)
        {
            if (target.Length == 0) throw new UsageException($"{option} is empty: give a file or a folder.");
            if (Directory.Exists(target) || System.IO.Path.EndsInDirectorySeparator(target)) return new Target(target, ending, true);
            if (paintings.Count > 1)
            {
                throw new UsageException($"There are {paintings.Count} paintings, and {option} '{target}' is not a folder that exists: create it or name another one.");
            }
            return System.IO.Path.GetExtension(target).Equals(ending, StringComparison.OrdinalIgnoreCase)
                ? new Target(target, ending, false)
                : throw new UsageException($"{option} '{target}' should end with {ending}: other kinds of files are not written.");
        }

        public string File(string stem) => !IsFolder ? Path : Path == "." ? stem + Ending : System.IO.Path.Combine(Path, stem + Ending);
    }
}
