using System.Globalization;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>The tables of a prepared folder.</summary>
internal sealed class PreparedTables
{
    private PreparedTables(string folder, PreparedInfo info, CancellationToken cancellation)
    {
        string place = Path.Combine(folder, info.Tables);
        if (info.Format == PreparedFormat1.Format)
        {
            (Paintings, Clips, LeftOut, Duplicates) = (PreparedFormat1.ReadPaintings(folder, info, cancellation), PreparedFormat1.ReadClips(folder, info, cancellation), PreparedFormat1.ReadLeftOut(folder, cancellation), []);
            Pairs = ReadPairs(Path.Combine(folder, PreparedFolder.PairsTable), cancellation);
            return;
        }
        string paintings = Path.Combine(place, PreparedFolder.PaintingsTable);
        Paintings = ReadRows<PreparedPainting>(paintings, info.Format, info.Paintings, info.PaintingShards, cancellation);
        for (int i = 0; i < Paintings.Count; i++)
        {
            if (Paintings[i].EmbeddingRow is { } row && (info.EmbeddingShards is not { } shards || Paintings[i].Shard >= shards.Count || (uint)row >= (uint)shards[Paintings[i].Shard].Rows))
                throw PreparedFolder.Unreadable(paintings, i + 1);
        }
        Clips = ReadRows<PreparedClip>(Path.Combine(place, PreparedFolder.MusicTable), info.Format, info.Music, info.MusicShards, cancellation);
        LeftOut = [.. PreparedFolder.ReadLines<LeftOut>(Path.Combine(place, PreparedFolder.LeftOutTable), cancellation)];
        Duplicates = [.. PreparedFolder.ReadLines<PreparedDuplicates>(Path.Combine(place, PreparedFolder.DuplicatesTable), cancellation)];
        Pairs = ReadPairs(Path.Combine(place, PreparedFolder.PairsTable), cancellation);
    }

    public IReadOnlyList<PreparedPainting> Paintings { get; }

    public IReadOnlyList<PreparedClip> Clips { get; }

    /// <summary>The pairs, by split: training, validation, test.</summary>
    public IReadOnlyList<TrainingPair> Pairs { get; }

    public IReadOnlyList<LeftOut> LeftOut { get; }

    public IReadOnlyList<PreparedDuplicates> Duplicates { get; }

    /// <summary>Reads all tables.</summary>
    /// <exception cref="Pix2PitchException">A table is missing or broken.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static PreparedTables Read(string folder, PreparedInfo info, CancellationToken cancellation)
    {
        string? missing = info.TableChecksums.Keys.Select(name => Path.Combine(folder, info.Tables, name)).FirstOrDefault(path => !File.Exists(path));
        return missing is null ? new PreparedTables(folder, info, cancellation) : throw new Pix2PitchException($"'{missing}' is missing; prepare the data again.");
    }

    private static List<TWork> ReadRows<TWork>(string path, int format, int count, IReadOnlyList<ShardFile> shards, CancellationToken cancellation)
        where TWork : PreparedWork
    {
        var works = new List<TWork>(count);
        foreach (TWork work in PreparedFolder.ReadWorks<TWork>(path, format, cancellation))
        {
            if (work.Work is null || (uint)work.Shard >= (uint)shards.Count || (uint)work.Row >= (uint)shards[work.Shard].Rows)
                throw PreparedFolder.Unreadable(path, works.Count + 1);
            works.Add(work);
        }
        if (works.Count != count)
            throw new Pix2PitchException($"'{path}' has {works.Count} rows, but {PreparedFolder.InfoFile} says {count}; prepare the data again.");
        return works;
    }

    private TrainingPair[] ReadPairs(string path, CancellationToken cancellation)
    {
        var pairs = new List<TrainingPair>();
        int number = 1;
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            string[] fields = line.Split(',');
            if (fields.Length != 4 || !TryRow(fields[0], Paintings.Count, out int painting) || !TryRow(fields[1], Clips.Count, out int mel)
                || SplitNames.ParseOrNull(fields[3]) is not { } split)
            {
                throw PreparedFolder.Unreadable(path, number);
            }
            Style? style = StyleNames.TryParse(fields[2], out Style known) ? known : null;
            pairs.Add(new TrainingPair(painting, mel, style, split));
        }
        return [.. pairs.OrderBy(pair => pair.Split)];

        static bool TryRow(string text, int rows, out int row)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row < rows;
    }
}
