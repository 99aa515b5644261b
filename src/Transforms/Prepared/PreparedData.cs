using Pix2Pitch.Pairing;

namespace Pix2Pitch.Prepared;

/// <summary>
/// A folder that <c>prepare</c> made, opened for reading. The tables are read at once. A file with numbers is mapped into memory when one of its
/// rows is read. Safe for any number of threads.
/// </summary>
public sealed class PreparedData : IDisposable
{
    private readonly ShardedArray _paintings;
    private readonly ShardedArray _mels;
    private readonly ShardedArray? _embeddings;
    private readonly int[] _embeddingRows = []; // of each painting among those that have one; -1 for none

    /// <summary>Opens the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Stops between two rows of the tables.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, or one of its files is missing, broken or of another size.</exception>
    public PreparedData(string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        cancellation.ThrowIfCancellationRequested();
        Folder = folder;
        Info = PreparedFolder.ReadInfo(folder);
        while (true)
        {
            try
            {
                PreparedTables tables = PreparedTables.Read(folder, Info, cancellation);
                (Paintings, Clips, Pairs, LeftOut, Duplicates) = (tables.Paintings, tables.Clips, tables.Pairs, tables.LeftOut, tables.Duplicates);
                (Training, Validation, Test) = (PairsOf(Split.Train), PairsOf(Split.Validation), PairsOf(Split.Test));
                _paintings = new ShardedArray(folder, Info.PaintingShards, [.. Paintings.Select(painting => (painting.Shard, painting.Row))], [3, Info.Size, Info.Size]);
                _mels = new ShardedArray(folder, Info.MusicShards, [.. Clips.Select(clip => (clip.Shard, clip.Row))], [1, Info.Size, Info.Size]);
                if (Info.EmbeddingShards is { } embeddings)
                {
                    PreparedPainting[] embedded = [.. Paintings.Where(painting => painting.EmbeddingRow is not null)];
                    int number = 0;
                    _embeddingRows = [.. Paintings.Select(painting => painting.EmbeddingRow is null ? -1 : number++)];
                    _embeddings = new ShardedArray(folder, embeddings, [.. embedded.Select(painting => (painting.Shard, painting.EmbeddingRow!.Value))], [Info.EmbeddingLength]);
                }
                return;
            }
            catch (Exception e) when (e is Pix2PitchException or IOException && PreparedFolder.ReadInfo(folder) is var now && now.Tables != Info.Tables)
            {
                // Another process has prepared the folder again in the meantime and removed the earlier tables.
                Info = now;
            }
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What the folder holds and how it was made: the content of <c>prepared.json</c>.</summary>
    public PreparedInfo Info { get; }

    /// <summary>The paintings, by row.</summary>
    public IReadOnlyList<PreparedPainting> Paintings { get; }

    /// <summary>The clips of music, by row.</summary>
    public IReadOnlyList<PreparedClip> Clips { get; }

    /// <summary>All pairs: those of training first, then those of validation, then those of the test set.</summary>
    public IReadOnlyList<TrainingPair> Pairs { get; }

    /// <summary>The pairs to train on.</summary>
    public IReadOnlyList<TrainingPair> Training { get; }

    /// <summary>Pairs of held-out artists and pieces; may be empty.</summary>
    public IReadOnlyList<TrainingPair> Validation { get; }

    /// <summary>Pairs of artists and pieces that are kept for the test at the end; may be empty.</summary>
    public IReadOnlyList<TrainingPair> Test { get; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; }

    /// <summary>Paintings that were found in several files.</summary>
    public IReadOnlyList<PreparedDuplicates> Duplicates { get; }

    /// <summary>Reads a painting.</summary>
    /// <param name="row">Its row in <see cref="Paintings"/>.</param>
    /// <param name="rgb">Receives 3 x S x S values in [-1, 1].</param>
    /// <exception cref="Pix2PitchException">The file with the painting is missing or broken.</exception>
    public void ReadPainting(int row, Span<float> rgb) => _paintings.Read(row, rgb);

    /// <summary>Number of values of the embedding of a picture, as <c>ClassifyStyle</c> computes it; 0 if the folder has none.</summary>
    public int EmbeddingLength => _embeddings is null ? 0 : Info.EmbeddingLength;

    /// <summary>Reads the embedding of a painting's picture; zeros if this painting has none.</summary>
    /// <param name="row">Its row in <see cref="Paintings"/>.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values.</param>
    /// <exception cref="InvalidOperationException">The folder has no embeddings.</exception>
    /// <exception cref="Pix2PitchException">The file with the embedding is missing or broken.</exception>
    public void ReadEmbedding(int row, Span<float> embedding)
    {
        if (_embeddings is null) throw new InvalidOperationException($"'{Folder}' has no embeddings; check {nameof(EmbeddingLength)} first.");
        if ((uint)row >= (uint)_embeddingRows.Length)
            throw new ArgumentOutOfRangeException(nameof(row), $"The row is {row}; there are rows [0, {_embeddingRows.Length}).");
        if (_embeddingRows[row] < 0) embedding[..Info.EmbeddingLength].Clear();
        else _embeddings.Read(_embeddingRows[row], embedding);
    }

    /// <summary>Reads a mel-spectrogram.</summary>
    /// <param name="row">The clip's row in <see cref="Clips"/>.</param>
    /// <param name="mel">Receives S x S values in [-1, 1].</param>
    /// <exception cref="Pix2PitchException">The file with the mel-spectrogram is missing or broken.</exception>
    public void ReadMel(int row, Span<float> mel) => _mels.Read(row, mel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _paintings.Dispose();
        _mels.Dispose();
        _embeddings?.Dispose();
    }

    private TrainingPair[] PairsOf(Split split) => [.. Pairs.Where(pair => pair.Split == split)];
}
