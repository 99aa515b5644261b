using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Training.Experiments;

/// <summary>A run in a file of runs.</summary>
internal sealed record ListedRun
{
    /// <summary>Its name, which becomes that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The name of a preset; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The prepared folder, relative to the file; null for the first one of the command that fits.</summary>
    public string? Data { get; init; }

    /// <summary>Options of <c>train</c>, by name without hyphens: numbers, texts, true or false.</summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The options as arguments of a command.</summary>
    [JsonIgnore]
    public IEnumerable<string> Arguments => Options.SelectMany(option => (string[])[$"--{option.Key}", option.Value.ToString()]);
}

/// <summary>Reads a file of runs: a JSON array of <see cref="ListedRun"/>.</summary>
internal static partial class RunList
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the runs.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be read, is no such JSON, or has no run, a name twice or one that cannot be that of a folder.</exception>
    public static IReadOnlyList<ListedRun> Read(string file)
    {
        ListedRun[] runs;
        try
        {
            using FileStream stream = File.OpenRead(file);
            runs = JsonSerializer.Deserialize<ListedRun[]>(stream, s_json) ?? [];
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException($"'{file}' is not a list of runs ({e.Message.TrimEnd('.')}); write a JSON array of objects with name, preset, data and options.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{file}' cannot be read ({e.Message.TrimEnd('.')}); check --runs.", e);
        }
        if (runs.Length == 0) throw new Pix2PitchException($"'{file}' has no run; add an object with name and preset.");
        foreach (ListedRun run in runs)
        {
            if (!ValidName().IsMatch(run.Name))
                throw new Pix2PitchException($"The name '{run.Name}' in '{file}' cannot be that of a folder; use up to 60 letters, digits, spaces, points, hyphens and underscores.");
        }
        if (runs.GroupBy(run => run.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new Pix2PitchException($"'{file}' has two runs with the name '{twice.Key}'; give each another one.");
        return runs;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9 ._-]{0,58}[A-Za-z0-9_-])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
