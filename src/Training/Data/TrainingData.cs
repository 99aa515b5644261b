using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Data;

/// <summary>Pairs, or paintings and clips without pairs, to train on, whose rows are read from a prepared folder or another source when they are needed.</summary>
internal sealed class TrainingData : ITrainingData
{
    private readonly RowReader _readPainting;
    private readonly RowReader _readMel;
    private readonly RowReader? _readEmbedding;
    private readonly RowReader? _readRoll;

    public TrainingData(MelOptions mel, RowReader readPainting, RowReader readMel, IReadOnlyList<TrainingPair> training, IReadOnlyList<TrainingPair> validation,
        int embeddingLength = 0, RowReader? readEmbedding = null, RowReader? readRoll = null)
    {
        (Mel, _readPainting, _readMel, Training, Validation, EmbeddingLength, _readEmbedding, _readRoll)
            = (mel, readPainting, readMel, training, validation, embeddingLength, readEmbedding, readRoll);
        TrainingPaintings = [.. training.DistinctBy(pair => pair.Painting).Select(pair => new TrainingWork(pair.Painting, pair.Style))];
        TrainingClips = [.. training.DistinctBy(pair => pair.Mel).Select(pair => new TrainingWork(pair.Mel, pair.Style))];
    }

    /// <summary>The pairs of a prepared folder: trains on those of training, measures on those of validation. The folder has to stay open.</summary>
    public static TrainingData Of(PreparedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        string?[] rolls = [.. data.Clips.Select(clip => PianoRolls.FindFor(clip.Work.Path))];
        return new TrainingData(
            data.Info.Mel, data.ReadPainting, data.ReadMel, data.Training, data.Validation, data.EmbeddingLength, data.EmbeddingLength > 0 ? data.ReadEmbedding : null,
            rolls.Contains(null) ? null : (row, values) => PianoRolls.Read(rolls[row]!, data.Info.Size, values))
        {
            TrainingPaintings = OfTraining(data.Paintings),
            TrainingClips = OfTraining(data.Clips),
        };

        static TrainingWork[] OfTraining(IReadOnlyList<PreparedWork> works)
            => [.. works.Select((work, row) => (work.Split, Work: new TrainingWork(row, work.Style))).Where(work => work.Split == Split.Train).Select(work => work.Work)];
    }

    /// <inheritdoc/>
    public int Size => Mel.Frames;

    /// <inheritdoc/>
    public MelOptions Mel { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Training { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Validation { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingWork> TrainingPaintings { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingWork> TrainingClips { get; init; }

    /// <inheritdoc/>
    public void ReadPainting(int row, Span<float> rgb) => _readPainting(row, rgb);

    /// <inheritdoc/>
    public void ReadMel(int row, Span<float> mel) => _readMel(row, mel);

    /// <inheritdoc/>
    public int EmbeddingLength { get; }

    /// <inheritdoc/>
    public void ReadEmbedding(int row, Span<float> embedding) => _readEmbedding!(row, embedding);

    /// <inheritdoc/>
    public bool HasRolls => _readRoll is not null;

    /// <inheritdoc/>
    public void ReadRoll(int row, Span<float> roll) => _readRoll!(row, roll);
}
