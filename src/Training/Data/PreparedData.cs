using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;

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
        while (true)
        {
            try
            {
                PreparedTables tables = PreparedTables.Read(folder, Info);
                (Paintings, Clips, LeftOut, Duplicates) = (tables.Paintings, tables.Clips, tables.LeftOut, tables.Duplicates);
                (Training, Validation, Test) = (tables.PairsOf(Split.Train), tables.PairsOf(Split.Validation), tables.PairsOf(Split.Test));
                _paintings = new ShardedArray(folder, Info.PaintingShards, tables.PaintingPlaces, [3, Size, Size]);
                _mels = new ShardedArray(folder, Info.MusicShards, tables.ClipPlaces, [1, Size, Size]);
                return;
            }
            catch (Exception e) when (e is Pix2PitchException or IOException && PreparedFolder.ReadInfo(folder) is var now && now.Tables != Info.Tables)
            {
                // 'prepare' has published in between, and removed what was there before.
                Info = now;
            }
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What the folder says of itself.</summary>
    public PreparedInfo Info { get; }

    /// <inheritdoc/>
    public int Size => Info.Size;

    /// <inheritdoc/>
    public MelOptions Mel => Info.Mel;

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
}
