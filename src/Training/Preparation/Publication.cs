using System.Text;
using System.Text.Json;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Writes what makes a folder of shards one of prepared data: the tables first, in a folder named after what they say, and
/// <c>prepared.json</c> that names them last. Whoever opens the folder sees the data of before or of after, whole.
/// </summary>
internal static class Publication
{
    /// <summary>Publishes what was prepared; the caller holds the folder's lock.</summary>
    /// <param name="folder">The prepared folder, with all shards in it.</param>
    /// <param name="content">What was prepared.</param>
    public static PreparedInfo Write(string folder, PreparedContent content)
        => Write(folder, content.Info, content.Paintings, content.Clips, content.Pairs, content.LeftOut, content.Duplicates);

    /// <summary>Publishes; the caller holds the folder's lock.</summary>
    /// <param name="folder">The prepared folder, with all shards in it.</param>
    /// <param name="info">What the folder says of itself, but for the tables.</param>
    /// <param name="paintings">The paintings by row.</param>
    /// <param name="clips">The clips by row.</param>
    /// <param name="pairs">The pairs of each part.</param>
    /// <param name="leftOut">What was left out.</param>
    /// <param name="duplicates">Paintings that are there more than once.</param>
    public static PreparedInfo Write(
        string folder, PreparedInfo info, IReadOnlyList<PreparedRow<PreparedPainting>> paintings, IReadOnlyList<PreparedRow<PreparedClip>> clips,
        IReadOnlyList<TrainingPair> pairs, IReadOnlyList<LeftOut> leftOut, IReadOnlyList<PreparedDuplicates> duplicates)
    {
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [PreparedFolder.PaintingsTable] = Lines(paintings),
            [PreparedFolder.MusicTable] = Lines(clips),
            [PreparedFolder.LeftOutTable] = Lines(leftOut),
            [PreparedFolder.DuplicatesTable] = Lines(duplicates),
            [PreparedFolder.PairsTable] = Encoding.UTF8.GetBytes(string.Join('\n', [PreparedFolder.PairsHeader, .. pairs.Select(Line), ""])),
        };
        var checksums = new SortedDictionary<string, string>(tables.ToDictionary(t => t.Key, t => Checksum.Of(t.Value)), StringComparer.Ordinal);
        string name = Checksum.Of(Encoding.UTF8.GetBytes(string.Concat(checksums.Select(c => $"{c.Key} {c.Value}\n"))))[..16];
        info = info with { Checksum = "", Tables = $"{PreparedFolder.TablesFolder}/{name}", TableChecksums = checksums };

        info = info with { Checksum = ChecksumOf(info) };

        string place = Path.Combine(folder, PreparedFolder.TablesFolder, name);
        Directory.CreateDirectory(place);
        foreach ((string table, byte[] content) in tables)
            Write(Path.Combine(place, table), content);
        Write(Path.Combine(folder, "paintings.csv"), Encoding.UTF8.GetBytes(Table(paintings)));
        Write(Path.Combine(folder, "music.csv"), Encoding.UTF8.GetBytes(Table(clips)));
        Write(Path.Combine(folder, "left-out.csv"), Encoding.UTF8.GetBytes(string.Concat([Csv.Line("file", "reason"), .. leftOut.Select(l => Csv.Line(l.File, l.Reason))])));
        Write(Path.Combine(folder, PreparedFolder.InfoFile), [.. JsonSerializer.SerializeToUtf8Bytes(info, PreparedFolder.Indented), (byte)'\n']);
        return info;

        static string Line(TrainingPair pair)
            => $"{pair.Painting},{pair.Mel},{(pair.Style is { } style ? StyleNames.Of(style) : "")},{SplitNames.Of(pair.Split)}";
    }

    /// <summary>The checksum of all that a folder says of itself.</summary>
    public static string ChecksumOf(PreparedInfo info) => Checksum.Of(JsonSerializer.SerializeToUtf8Bytes(info with { Checksum = "" }, PreparedFolder.Lines));

    /// <summary>Writes a file of which either the old or the new content is there, whatever happens.</summary>
    public static void Write(string path, byte[] content) => AtomicFile.Write(path, file =>
    {
        file.Write(content);
        file.Flush(flushToDisk: true);
    });

    private static byte[] Lines<T>(IEnumerable<T> values)
    {
        using var lines = new MemoryStream();
        foreach (T value in values)
        {
            JsonSerializer.Serialize(lines, value, PreparedFolder.Lines);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    private static string Table(IReadOnlyList<PreparedRow<PreparedPainting>> rows) => string.Concat(
        [Csv.Line("row", "path", "name", "title", "style", "licence", "split"),
        .. rows.Select((r, i) => Csv.Line($"{i}", r.Work.Path, r.Work.Name, r.Work.Title, StyleNames.Of(r.Work.Style), r.Work.Licence, SplitNames.Of(r.Work.Split)))]);

    private static string Table(IReadOnlyList<PreparedRow<PreparedClip>> rows) => string.Concat(
        [Csv.Line("row", "path", "name", "title", "style", "licence", "seconds", "split"),
        .. rows.Select((r, i) => Csv.Line(
            $"{i}", r.Work.Path, r.Work.Name, r.Work.Title, StyleNames.Of(r.Work.Style), r.Work.Licence,
            FormattableString.Invariant($"{r.Work.OffsetSeconds:0.###}"), SplitNames.Of(r.Work.Split)))]);
}
