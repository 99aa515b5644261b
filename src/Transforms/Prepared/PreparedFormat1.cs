using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>
/// Reads prepared folders of format 1, which Pix2Pitch wrote on the first day of 0.1: <c>settings.json</c>, the paintings and the mel-spectrograms as one array each, and tables as CSV. The format
/// says less of a work than later ones do. What it does not say is what this class gives instead, and nothing is computed: see <see cref="Unmeasured"/>, <see cref="UnmeasuredMusic"/> and
/// <see cref="ReadWorks"/>.
/// </summary>
internal static class PreparedFormat1
{
    public const int Format = 1;

    private const string InfoFile = "settings.json";
    private const string PaintingsArray = "paintings.npy";
    private const string MelsArray = "mels.npy";
    private const string PaintingsTable = "paintings.csv";
    private const string MusicTable = "music.csv";
    private const string LeftOutTable = "left-out.csv";
    private const int MaxRowBytes = 1 << 20;

    /// <summary>Whether the folder is of format 1.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, InfoFile)) && File.Exists(Path.Combine(folder, PaintingsArray));

    /// <summary>The features of a painting, which the format does not have.</summary>
    private static PaintingFeatures Unmeasured { get; } = new()
    {
        Lightness = double.NaN,
        Saturation = double.NaN,
        Warmth = double.NaN,
        Contrast = double.NaN,
        EdgeDensity = double.NaN,
        Palette = [],
    };

    /// <summary>The features of a clip, which the format does not have.</summary>
    private static MusicFeatures UnmeasuredMusic { get; } = new()
    {
        Brightness = double.NaN,
        Loudness = double.NaN,
        LoudnessRange = double.NaN,
        OnsetRate = double.NaN,
        Tempo = double.NaN,
        Harmonicity = double.NaN,
        Mode = double.NaN,
        Tonic = -1,
        PitchClasses = [],
    };

    /// <summary>
    /// Reads <c>settings.json</c>. That version took one clip of a recording, its first 10 s, and had no test set. The number of clips for each painting and the share of validation were options that
    /// are not stored: 0 and NaN.
    /// </summary>
    /// <exception cref="Pix2PitchException">A file is missing or damaged.</exception>
    public static PreparedInfo ReadInfo(string folder)
    {
        string path = Path.Combine(folder, InfoFile);
        PreparedInfo info = PreparedFolder.ReadInfo(folder, path);
        if (info.Format != Format) throw Damaged(path, $"it is of format {info.Format}");
        return info with
        {
            Partners = 0,
            ClipsPerRecording = 1,
            ValidationShare = double.NaN,
            PaintingShards = [Shard(PaintingsArray, info.Paintings, 3)],
            MusicShards = [Shard(MelsArray, info.Music, 1)],
        };

        ShardFile Shard(string name, int rows, int channels)
        {
            string array = Path.Combine(folder, name);
            using var file = new NpyFile(array);
            int[] expected = [rows, channels, info.Size, info.Size];
            if (!file.Shape.SequenceEqual(expected))
                throw Damaged(array, $"it is {string.Join(" x ", file.Shape)}, but {InfoFile} says {string.Join(" x ", expected)}");
            return new ShardFile(name, rows, new FileInfo(array).Length, "");
        }
    }

    /// <summary>Reads the paintings. The size of their files is not known: 0.</summary>
    public static List<PreparedPainting> ReadPaintings(string folder, PreparedInfo info, CancellationToken cancellation) => ReadWorks(folder, PaintingsTable, info.Paintings, row => new PreparedPainting
    {
        Shard = 0,
        Row = row.Number,
        Work = row.Work,
        ContentHash = "",
        Style = row.Style,
        StyleConfidence = double.NaN,
        Split = row.Split,
        Features = Unmeasured,
    }, cancellation);

    /// <summary>Reads the clips, each of which begins with its recording.</summary>
    public static List<PreparedClip> ReadClips(string folder, PreparedInfo info, CancellationToken cancellation) => ReadWorks(folder, MusicTable, info.Music, row => new PreparedClip
    {
        Shard = 0,
        Row = row.Number,
        Work = row.Work,
        ContentHash = "",
        Style = row.Style,
        StyleConfidence = double.NaN,
        Split = row.Split,
        OffsetSeconds = 0,
        Features = UnmeasuredMusic,
    }, cancellation);

    /// <summary>Reads what was left out, and why.</summary>
    public static List<LeftOut> ReadLeftOut(string folder, CancellationToken cancellation) => [.. ReadTable(folder, LeftOutTable, ["file", "reason"], cancellation).Select(row => new LeftOut(row.Cells[0], row.Cells[1]))];

    // Year, place, piece, the style as the list has it, other columns and the content of the file are not in the table: they stay empty. Whether the style was in the list or found from the name is
    // not in it either.
    private static List<TWork> ReadWorks<TWork>(
        string folder, string table, int count, Func<(int Number, Work Work, Style Style, Split Split), TWork> make, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, table);
        var works = new List<TWork>();
        foreach ((int line, string[] cells) in ReadTable(folder, table, ["row", "path", "name", "title", "style", "licence", "split"], cancellation))
        {
            if (cells[0] != works.Count.ToString(CultureInfo.InvariantCulture) || !StyleNames.TryParse(cells[4], out Style style) || SplitNames.ParseOrNull(cells[6]) is not { } split)
                throw PreparedFolder.Unreadable(path, line);
            works.Add(make((works.Count, new Work { Path = cells[1], Name = cells[2], Title = cells[3], Licence = cells[5] }, style, split)));
        }
        return works.Count == count ? works : throw Damaged(path, $"it has {works.Count} rows, but {InfoFile} says {count}");
    }

    private static IEnumerable<(int Line, string[] Cells)> ReadTable(string folder, string name, string[] header, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw new Pix2PitchException($"'{path}' is missing; prepare the data again, into another folder.");
        using FileStream stream = File.OpenRead(path);
        using var rows = new CsvRows(stream, MaxRowBytes, separator: ',');
        if (!rows.Header.SequenceEqual(header)) throw PreparedFolder.Unreadable(path, 1);
        foreach ((int line, string? wrong) in rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (wrong is not null || rows.CellCount != header.Length) throw PreparedFolder.Unreadable(path, line);
            yield return (line, [.. Enumerable.Range(0, header.Length).Select(cell => Csv.Original(rows.Cell(cell)))]);
        }
    }

    private static Pix2PitchException Damaged(string path, string reason) => new($"'{path}' is damaged ({reason}); prepare the data again, into another folder.");
}
