using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>The names of the files in a prepared folder, and how its small files are read.</summary>
internal static class PreparedFolder
{
    public const string InfoFile = "prepared.json";
    public const string ShardsFolder = "shards";
    public const string TablesFolder = "tables";
    public const string PaintingsTable = "paintings.jsonl";
    public const string MusicTable = "music.jsonl";
    public const string PairsTable = "pairs.csv";
    public const string LeftOutTable = "left-out.jsonl";
    public const string DuplicatesTable = "duplicates.jsonl";
    public const string PairsHeader = "painting,mel,style,split";

    /// <summary>One object on each line. Tempo may be NaN.</summary>
    public static JsonSerializerOptions Lines { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for readability: the files are not HTML
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>For files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Lines) { WriteIndented = true };

    private static readonly string[] s_namesOfWorks = [nameof(Work.Path), nameof(Work.Name), nameof(Work.Title), nameof(Work.Year), nameof(Work.Place), nameof(Work.Country), nameof(Work.Licence), nameof(Work.PieceId)];

    /// <summary>Reads <c>prepared.json</c>, or what a folder of format 1 has instead.</summary>
    /// <param name="folder">The prepared folder.</param>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, or of a format that is not supported.</exception>
    public static PreparedInfo ReadInfo(string folder)
    {
        string path = Path.Combine(folder, InfoFile);
        if (!File.Exists(path) && PreparedFormat1.Is(folder)) return PreparedFormat1.ReadInfo(folder);
        PreparedInfo info = ReadInfo(folder, path);
        return info.Format > PreparedFormat1.Format ? info : throw new Pix2PitchException($"'{path}' says format {info.Format}, which has no such file; prepare the data again.");
    }

    /// <summary>Reads the file that describes a folder, of any format.</summary>
    public static PreparedInfo ReadInfo(string folder, string path)
    {
        try
        {
            PreparedInfo info = JsonSerializer.Deserialize<PreparedInfo>(File.ReadAllText(path), Indented) ?? throw new JsonException("The file is empty.");
            if (info.Format > PreparedInfo.CurrentFormat)
                throw new Pix2PitchException($"'{folder}' was prepared by a newer version of Pix2Pitch (format {info.Format}; this version reads formats up to {PreparedInfo.CurrentFormat}); update Pix2Pitch.");
            if (!info.Styles.SequenceEqual(StyleNames.All))
                throw new Pix2PitchException($"'{folder}' was prepared with other styles ({string.Join(", ", info.Styles)}); prepare the data again.");
            (info.Mel ?? throw new JsonException("It has no mel options.")).Validate();
            return info;
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new Pix2PitchException($"'{path}' has mel options that cannot be used ({OptionRange.Reason(e).TrimEnd('.')}); prepare the data again.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"'{folder}' is not a folder of prepared data: it has no {InfoFile}. Make one with 'prepare'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException($"'{path}' cannot be read ({e.Message.Split(" Path:")[0].TrimEnd('.')}); prepare the data again.", e);
        }
    }

    /// <summary>Reads the works of one side.</summary>
    /// <param name="path">The table.</param>
    /// <param name="format">The format of the prepared folder.</param>
    /// <param name="cancellation">Stops between two works.</param>
    public static IEnumerable<T> ReadWorks<T>(string path, int format, CancellationToken cancellation)
        where T : PreparedWork
        => ReadLines<T>(path, format == 2 ? FromFormat2 : null, cancellation);

    /// <summary>Reads a file with one JSON object on each line.</summary>
    public static IEnumerable<T> ReadLines<T>(string path, CancellationToken cancellation) => ReadLines<T>(path, null, cancellation);

    private static IEnumerable<T> ReadLines<T>(string path, Func<string, JsonNode?>? change, CancellationToken cancellation)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            T? value;
            try
            {
                value = change is null ? JsonSerializer.Deserialize<T>(line, Lines) : change(line).Deserialize<T>(Lines);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException) // InvalidOperationException: a value where format 2 has an object
            {
                throw Unreadable(path, number, e);
            }
            yield return value ?? throw Unreadable(path, number);
        }
    }

    /// <summary>In format 2, everything that was known of a work was in "Work"; now it has only what the list says.</summary>
    private static JsonObject? FromFormat2(string line)
    {
        if (JsonNode.Parse(line) is not JsonObject row || row["Work"] is not JsonObject known) return null;
        var work = new JsonObject();
        foreach (string name in s_namesOfWorks)
        {
            if (known[name]?.DeepClone() is { } value) work[name] = value;
        }
        // The kind of a recording was a member of its own; it is one of the other columns of the list.
        if ((string?)known["Kind"] is { Length: > 0 } kind) work[nameof(Work.Other)] = new JsonObject { [PreparedClip.KindColumn] = kind };
        foreach ((string name, JsonNode? value) in known)
        {
            if (!work.ContainsKey(name) && name != "Kind") row[name] = value?.DeepClone();
        }
        row["Work"] = work;
        return row;
    }

    public static Pix2PitchException Unreadable(string path, int line, Exception? inner = null)
        => new($"'{path}', line {line}, cannot be read; prepare the data again.", inner);
}
