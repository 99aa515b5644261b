using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The files that a command writes, one of each kind for each input.</summary>
/// <param name="Waves">The WAV files.</param>
/// <param name="Spectrograms">The spectrograms that <c>invert</c> reads; null if none are requested.</param>
/// <param name="Pictures">The pictures to look at; null if none are requested.</param>
/// <param name="MidiFiles">The MIDI files; null if none are requested.</param>
/// <param name="HeatMaps">The pictures of what each part of a painting changes; null if none are requested.</param>
/// <param name="Kept">A sentence for each existing file that is of something else and keeps its name.</param>
internal sealed record OutputNames(IReadOnlyList<string> Waves, IReadOnlyList<string>? Spectrograms, IReadOnlyList<string>? Pictures,
    IReadOnlyList<string>? MidiFiles, IReadOnlyList<string>? HeatMaps, IReadOnlyList<string> Kept)
{
    private IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The files of one input.</summary>
    public IEnumerable<string> Of(int i) => ((IReadOnlyList<string>?[])[Waves, Spectrograms, Pictures, MidiFiles, HeatMaps]).OfType<IReadOnlyList<string>>().Select(files => files[i]);

    private IEnumerable<string> All => Waves.Concat(Spectrograms ?? []).Concat(Pictures ?? []).Concat(MidiFiles ?? []).Concat(HeatMaps ?? []);

    /// <summary>
    /// Finds the names. In a folder they are those of the paintings, with a number behind them if another painting of this call, or an existing
    /// file of something else, has the name.
    /// </summary>
    /// <param name="paintings">The paintings.</param>
    /// <param name="output">The value of -o: a file, or an existing folder; null for the current folder.</param>
    /// <param name="spectrogram">The value of --spectrogram: a file, or an existing folder; null for none.</param>
    /// <param name="picture">The value of --picture: a file, or an existing folder; null for none.</param>
    /// <param name="midi">The value of --midi: a file, or an existing folder; null for none.</param>
    /// <param name="heatMap">The value of --heat-map: a file, or an existing folder; null for none.</param>
    /// <param name="isOfInput">Whether an existing file was made from an input and may be replaced; null to compare its metadata with a painting.</param>
    /// <param name="replaces">Whether files of other paintings are replaced.</param>
    /// <exception cref="Pix2PitchException">A file that is named is not of the painting, and would be replaced.</exception>
    /// <exception cref="UsageException">One file is named for two purposes, or a file has a wrong extension.</exception>
    public static OutputNames For(
        IReadOnlyList<string> paintings, string? output, string? spectrogram, string? picture, string? midi = null, string? heatMap = null,
        Func<string, string, bool>? isOfInput = null, bool replaces = false)
    {
        bool refuses = isOfInput is null && !replaces; // 'invert' writes the file that is named
        isOfInput ??= (file, painting) => FileOrigin.Of(file).IsOf(painting);
        Target wave = Target.Of(paintings, output ?? ".", "-o", ".wav");
        Target? mel = spectrogram is null ? null : Target.Of(paintings, spectrogram, "--spectrogram", ".png"), look = picture is null ? null : Target.Of(paintings, picture, "--picture", ".png");
        Target? notes = midi is null ? null : Target.Of(paintings, midi, "--midi", ".mid"), heat = heatMap is null ? null : Target.Of(paintings, heatMap, "--heat-map", ".png");
        // A picture has no metadata; it gets the name of the others.
        Target[] withMetadata = replaces ? [] : [.. ((Target?[])[wave, mel, notes, heat]).OfType<Target>()];
        Target[] checkedTargets = [.. withMetadata.Where(target => target.IsFolder)];
        if (refuses && Array.Find(withMetadata, target => !target.IsFolder && File.Exists(target.Path) && !isOfInput(target.Path, paintings[0])) is { } taken)
            throw new Pix2PitchException($"'{taken.Path}' was not made from '{paintings[0]}' and is kept: name another file, or replace it with --overwrite.");

        var kept = new List<string>();
        var stems = new List<string>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // Sky.wav and sky.wav are one file on Windows and macOS
        foreach (string painting in paintings)
        {
            string name = Path.GetFileNameWithoutExtension(painting), stem = name;
            for (int n = 2; used.Contains(stem) || checkedTargets.Any(IsOthers); n++) stem = $"{name}-{n}"; // a/sky.jpg and b/sky.jpg
            used.Add(stem);
            stems.Add(stem);
            if (checkedTargets.Select(target => target.File(name)).FirstOrDefault(file => stem != name && !used.Contains(name) && Path.Exists(file)) is { } other)
                kept.Add($"'{other}' was not made from '{painting}' and is kept; '{wave.File(stem)}' is written instead.");

            bool IsOthers(Target target) => target.File(stem) is var file && Path.Exists(file) && !(File.Exists(file) && isOfInput(file, painting));
        }
        var names = new OutputNames([.. stems.Select(wave.File)], mel is null ? null : [.. stems.Select(mel.File)], look is null ? null : [.. stems.Select(look.File)],
            notes is null ? null : [.. stems.Select(notes.File)], heat is null ? null : [.. stems.Select(heat.File)], kept)
        {
            Folders = [.. ((Target?[])[wave, mel, look, notes, heat]).OfType<Target>().Where(target => target.IsFolder).Select(target => target.Path)],
        };
        string? twice = names.All.GroupBy(Path.GetFullPath, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is null) return names;
        throw new UsageException($"Two of --spectrogram, --picture and --heat-map would write '{twice}': give them different folders or files.");
    }

    /// <summary>
    /// Checks before the work that every file can be written after it. A folder that is named with a slash behind it, and is not there, is made; the folder that it is in must be there.
    /// </summary>
    /// <param name="inputs">Files that must not be overwritten.</param>
    /// <exception cref="Pix2PitchException">A file cannot be written.</exception>
    public void Check(params IReadOnlyList<string> inputs)
    {
        foreach (string folder in Folders.Where(folder => !Path.Exists(folder)))
        {
            if (!Directory.Exists(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))) continue; // the check of the files says so
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Pix2PitchException($"The folder '{folder}' cannot be made ({e.Message.TrimEnd('.')}): choose another one.", e);
            }
        }
        foreach (string path in All)
        {
            // Names that differ in case alone are one file on Windows and macOS.
            if (inputs.FirstOrDefault(input => Path.GetFullPath(input).Equals(Path.GetFullPath(path), StringComparison.OrdinalIgnoreCase)) is { } input)
                throw new Pix2PitchException($"The output would overwrite the input '{input}': choose another name with -o.");
            AtomicFile.Check(path);
        }
    }

    /// <summary>A file, or a folder for files.</summary>
    private sealed record Target(string Path, string Extension, bool IsFolder)
    {
        public static Target Of(IReadOnlyList<string> paintings, string target, string option, string extension)
        {
            if (target.Length == 0) throw new UsageException($"{option} is empty: give a file or a folder.");
            if (Directory.Exists(target) || System.IO.Path.EndsInDirectorySeparator(target)) return new Target(target, extension, true);
            if (paintings.Count > 1)
            {
                throw new UsageException($"There are {paintings.Count} paintings, and {option} '{target}' is not a folder that exists: create it or name another one.");
            }
            return System.IO.Path.GetExtension(target).Equals(extension, StringComparison.OrdinalIgnoreCase)
                ? new Target(target, extension, false)
                : throw new UsageException($"{option} '{target}' must end with {extension}: other kinds of files are not written.");
        }

        public string File(string stem) => !IsFolder ? Path : Path == "." ? stem + Extension : System.IO.Path.Combine(Path, stem + Extension);
    }
}
