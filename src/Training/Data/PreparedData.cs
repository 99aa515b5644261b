using System.Globalization;
using Pix2Pitch.Audio;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Data;

/// <summary>
/// A folder that <c>prepare</c> made, opened for training. The tables are read at once; the files with the numbers are mapped into memory
/// when a row of theirs is asked for.
/// </summary>
public sealed class PreparedData : ITrainingData, IDisposable
{
    private readonly ShardedArray _paintings;
    private readonly ShardedArray _mels;

    /// <summary>Opens the folder.</summary>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, or a file of it is missing, broken or of another size.</exception>
    public PreparedData(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        Info = PreparedFolder.ReadInfo(folder);
        (int Shard, int Row)[] paintings, mels;
        (Paintings, paintings) = ReadTable<PreparedPainting>(PreparedFolder.PaintingsTable, Info.Paintings, Info.PaintingShards);
        (Clips, mels) = ReadTable<PreparedClip>(PreparedFolder.MusicTable, Info.Music, Info.MusicShards);
        LeftOut = [.. PreparedFolder.ReadLines<LeftOut>(Table(PreparedFolder.LeftOutTable))];
        Duplicates = [.. PreparedFolder.ReadLines<PreparedDuplicates>(Table(PreparedFolder.DuplicatesTable))];
        ILookup<Split, TrainingPair> pairs = ReadPairs(Table(PreparedFolder.PairsTable));
        Training = [.. pairs[Split.Train]];
        Validation = [.. pairs[Split.Validation]];
        Test = [.. pairs[Split.Test]];
        _paintings = new ShardedArray(folder, Info.PaintingShards, paintings, [3, Size, Size]);
        _mels = new ShardedArray(folder, Info.MusicShards, mels, [1, Size, Size]);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What the folder says of itself.</summary>
    public PreparedInfo Info { get; }

    /// <inheritdoc/>
    public int Size => Info.Size;

    /// <inheritdoc/>
    public MelSettings Mel => Info.Mel;

    /// <summary>The paintings, by row.</summary>
    public IReadOnlyList<PreparedPainting> Paintings { get; }

    /// <summary>The clips of music, by row.</summary>
    public IReadOnlyList<PreparedClip> Clips { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Training { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Validation { get; }

    /// <summary>Pairs of artists and pieces that are kept for the test at the end; may be empty.</summary>
    public IReadOnlyList<TrainingPair> Test { get; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>Paintings that were there more than once.</summary>
    public IReadOnlyList<PreparedDuplicates> Duplicates { get; }

    /// <inheritdoc/>
    public void ReadPainting(int row, Span<float> rgb) => _paintings.Read(row, rgb);

    /// <inheritdoc/>
    public void ReadMel(int row, Span<float> mel) => _mels.Read(row, mel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _paintings.Dispose();
        _mels.Dispose();
    }

    private string Table(string name)
    {
        string path = Path.Combine(Folder, Info.Tables, name);
        return File.Exists(path) ? path : throw new Pix2PitchException($"'{path}' is missing; prepare the data anew.");
    }

    private (IReadOnlyList<TWork>, (int Shard, int Row)[]) ReadTable<TWork>(string name, int count, IReadOnlyList<ShardFile> shards)
    {
        string path = Table(name);
        var works = new List<TWork>(count);
        var places = new List<(int, int)>(count);
        foreach (PreparedRow<TWork> row in PreparedFolder.ReadLines<PreparedRow<TWork>>(path))
        {
            if (row.Work is null || (uint)row.Shard >= (uint)shards.Count || (uint)row.Row >= (uint)shards[row.Shard].Rows)
                throw PreparedFolder.Unreadable(path, works.Count + 1);
            works.Add(row.Work);
            places.Add((row.Shard, row.Row));
        }
        if (works.Count != count)
            throw new Pix2PitchException($"'{path}' has {works.Count} rows, but {PreparedFolder.InfoFile} says {count}; prepare the data anew.");
        return (works, [.. places]);
    }

    private ILookup<Split, TrainingPair> ReadPairs(string path)
    {
        var pairs = new List<(Split Split, TrainingPair Pair)>();
        int number = 1;
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            number++;
            string[] fields = line.Split(',');
            if (fields.Length != 4 || !TryRow(fields[0], Paintings.Count, out int painting) || !TryRow(fields[1], Clips.Count, out int mel)
                || SplitNames.ParseOrNull(fields[3]) is not { } split)
            {
                throw PreparedFolder.Unreadable(path, number);
            }
            Style? style = StyleNames.TryParse(fields[2], out Style known) ? known : null;
            pairs.Add((split, new TrainingPair(painting, mel, style)));
        }
        return pairs.ToLookup(pair => pair.Split, pair => pair.Pair);

        static bool TryRow(string text, int rows, out int row)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row < rows;
    }
}
