using System.Diagnostics;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Reads a whole prepared folder and finds what is damaged: checks every checksum, header, index, row and pair. Writes nothing.
/// </summary>
public sealed class PreparedVerifier
{
    private readonly string _folder;
    private readonly List<string> _damages = [];
    private long _bytes;

    private PreparedVerifier(string folder) => _folder = folder;

    /// <summary>Verifies a folder.</summary>
    /// <param name="folder">The prepared folder.</param>
    /// <param name="threads">How many threads read; 0 for one for each core.</param>
    /// <param name="progress">Receives the progress, shard by shard.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, its <c>prepared.json</c> cannot be read, or it is of format 1, which has no checksums.</exception>
    public static VerifyReport Verify(string folder, int threads = 0, IProgress<PrepareProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return new PreparedVerifier(folder).Run(threads > 0 ? threads : Environment.ProcessorCount, progress, cancellation);
    }

    private VerifyReport Run(int threads, IProgress<PrepareProgress>? progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        PreparedInfo info = PreparedFolder.ReadInfo(_folder);
        if (info.Format == PreparedFormat1.Format)
            throw new Pix2PitchException($"'{_folder}' was prepared by an early version of Pix2Pitch 0.1 (format 1), which wrote no checksums: it can be used, not verified. Prepare the data again, into another folder, to have them.");
        if (info.Checksum != Publication.ChecksumOf(info))
            _damages.Add($"'{Path.Combine(_folder, PreparedFolder.InfoFile)}' is not what was written; prepare again.");
        foreach ((string name, string checksum) in info.TableChecksums)
            CheckTable(Path.Combine(_folder, info.Tables, name), checksum);
        bool hasTables = _damages.Count == 0;

        int total = info.AllShards.Count(), done = 0;
        var work = new OrderedWork(threads);
        CheckAll<PaintingItem>(info.PaintingShards, [3, info.Size, info.Size]);
        CheckAll<PictureStyle>(info.EmbeddingShards ?? [], [info.EmbeddingLength]);
        CheckAll<ClipItem>(info.MusicShards, [1, info.Size, info.Size]);
        int pairs = hasTables && _damages.Count == 0 ? CheckContent(info) : 0;
        return new VerifyReport(_damages, total, _bytes, pairs, Stopwatch.GetElapsedTime(start));

        void CheckAll<TItem>(IReadOnlyList<ShardFile> shards, int[] shape) => work.Run(
            shards.Count, i => CheckShard<TItem>(shards[i], shape), (i, damages) =>
            {
                _damages.AddRange(damages);
                _bytes += shards[i].Bytes;
                progress?.Report(new PrepareProgress("shards", ++done, total));
            }, cancellation);
    }

    private void CheckTable(string path, string checksum)
    {
        try
        {
            _bytes += new FileInfo(path).Length;
            if (Checksum.OfFile(path) != checksum)
                _damages.Add($"'{path}' is not what was written; prepare again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _damages.Add($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); prepare again.");
        }
    }

    private List<string> CheckShard<TItem>(ShardFile shard, int[] rowShape)
    {
        string path = Path.Combine(_folder, shard.File), indexPath = Path.ChangeExtension(path, ".json");
        var damages = new List<string>();
        try
        {
            if (!File.Exists(path))
                return [$"'{path}' is missing; prepare again."];
            string checksum = Checksum.OfFile(path);
            if (checksum != shard.Sha256)
                return [$"'{path}' is not what was written; delete it and prepare again."];
            using var file = new NpyFile(path);
            int[] expected = [shard.Rows, .. rowShape];
            if (!file.Shape.SequenceEqual(expected))
                damages.Add($"'{path}' is {string.Join(" x ", file.Shape)} and not {string.Join(" x ", expected)}; delete it and prepare again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Pix2PitchException)
        {
            return [$"'{path}' cannot be read ({e.Message.TrimEnd('.')}); delete it and prepare again."];
        }
        if (ShardIndexFile.Read<TItem>(indexPath) is not { } index)
            damages.Add($"'{indexPath}' is missing or cannot be read; delete it and prepare again.");
        else if (index.Array != shard with { File = Path.GetFileName(shard.File) } || !RowsAreInOrder(index))
            damages.Add($"'{indexPath}' does not describe '{Path.GetFileName(path)}'; delete both and prepare again.");
        return damages;
    }

    private static bool RowsAreInOrder<TItem>(ShardIndex<TItem> index)
    {
        int row = 0;
        foreach (ShardEntry<TItem> entry in index.Entries)
        {
            if (entry.FirstRow != row)
                return false;
            row += entry.Items.Count;
        }
        return row == index.Array.Rows;
    }

    /// <summary>Opens the folder as training does, and checks every pair.</summary>
    private int CheckContent(PreparedInfo info)
    {
        string fix = $"delete '{Path.Combine(_folder, PreparedFolder.InfoFile)}' and prepare again";
        try
        {
            using var data = new PreparedData(_folder);
            Check(data.Training, Split.Train, info.TrainingPairs);
            Check(data.Validation, Split.Validation, info.ValidationPairs);
            Check(data.Test, Split.Test, info.TestPairs);
            if (data.Paintings.GroupBy(p => p.ContentHash).FirstOrDefault(same => same.Select(p => p.Split).Distinct().Count() > 1) is { } painting)
                _damages.Add($"The painting '{painting.First().Work.Path}' is in two splits; {fix}.");
            if (data.Clips.GroupBy(c => c.ContentHash).FirstOrDefault(same => same.Select(c => c.Split).Distinct().Count() > 1) is { } clip)
                _damages.Add($"The recording '{clip.First().Work.Path}' is in two splits; {fix}.");
            return data.Training.Count + data.Validation.Count + data.Test.Count;

            void Check(IReadOnlyList<TrainingPair> pairs, Split split, int count)
            {
                if (pairs.Count != count)
                    _damages.Add($"There are {pairs.Count} pairs for {SplitNames.Of(split)} and not {count}; {fix}.");
                foreach (TrainingPair pair in pairs)
                {
                    (PreparedPainting painting, PreparedClip clip) = (data.Paintings[pair.Painting], data.Clips[pair.Mel]);
                    if (painting.Style != pair.Style || clip.Style != pair.Style)
                        _damages.Add($"The pair of painting {pair.Painting} and clip {pair.Mel} is not of one style; {fix}.");
                    else if (painting.Split != split || clip.Split != split)
                        _damages.Add($"The pair of painting {pair.Painting} and clip {pair.Mel} is not of one split; {fix}.");
                }
            }
        }
        catch (Pix2PitchException e)
        {
            _damages.Add(e.Message);
            return 0;
        }
    }
}
