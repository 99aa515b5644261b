using System.Text;
using System.Text.Json;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Publishes a prepared folder: writes the tables first, to a folder named after their content, and last <c>prepared.json</c>, which names them.
/// Readers see either the old data or the new data, never a mixture.
/// </summary>
internal static class Publication
{
    /// <summary>Publishes. The caller holds the folder's lock.</summary>
    /// <param name="folder">The prepared folder, with all shards in it.</param>
    /// <param name="content">What was prepared.</param>
    public static PreparedInfo Write(string folder, PreparedContent content)
        => Write(folder, content.Info, content.Paintings, content.Clips, content.Pairs, content.LeftOut, content.Duplicates);

    /// <summary>Publishes. The caller holds the folder's lock.</summary>
    /// <param name="folder">The prepared folder, with all shards in it.</param>
    /// <param name="info">The content of <c>prepared.json</c>, without the tables.</param>
    /// <param name="paintings">The paintings by row.</param>
    /// <param name="clips">The clips by row.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="leftOut">What was left out.</param>
    /// <param name="duplicates">Paintings that were found in several files.</param>
    public static PreparedInfo Write(
        string folder, PreparedInfo info, IReadOnlyList<PreparedPainting> paintings, IReadOnlyList<PreparedClip> clips,
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

    /// <summary>The checksum of <c>prepared.json</c>.</summary>
    public static string ChecksumOf(PreparedInfo info) => Checksum.Of(JsonSerializer.SerializeToUtf8Bytes(info with { Checksum = "" }, PreparedFolder.Lines));

    /// <summary>Writes a file atomically, and flushes it to the disk.</summary>
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

    private static string Table(IReadOnlyList<PreparedPainting> paintings) => string.Concat(
        [Csv.Line("row", "path", "name", "title", "style", "judged", "licence", "split"),
        .. paintings.Select((p, i) => Csv.Line(
            $"{i}", p.Work.Path, p.Work.Name, p.Work.Title, StyleNames.Of(p.Style), p.IsStyleJudged ? "yes" : "no", p.Work.Licence, SplitNames.Of(p.Split)))]);

    private static string Table(IReadOnlyList<PreparedClip> clips) => string.Concat(
        [Csv.Line("row", "path", "name", "title", "style", "licence", "seconds", "split"),
        .. clips.Select((c, i) => Csv.Line(
            $"{i}", c.Work.Path, c.Work.Name, c.Work.Title, StyleNames.Of(c.Style), c.Work.Licence,
            FormattableString.Invariant($"{c.OffsetSeconds:0.###}"), SplitNames.Of(c.Split)))]);
}
