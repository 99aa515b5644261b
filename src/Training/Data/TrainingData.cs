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
    private readonly Func<bool> _hasRolls;
    private readonly Func<int, NoteEvents>? _readNotes;
    private readonly Func<bool> _hasNotes;

    public TrainingData(MelOptions mel, RowReader readPainting, RowReader readMel, IReadOnlyList<TrainingPair> training, IReadOnlyList<TrainingPair> validation,
        int embeddingLength = 0, RowReader? readEmbedding = null, RowReader? readRoll = null, Func<bool>? hasRolls = null,
        Func<int, NoteEvents>? readNotes = null, Func<bool>? hasNotes = null)
    {
        (_readNotes, _hasNotes) = (readNotes, hasNotes ?? (() => readNotes is not null));
        (Mel, _readPainting, _readMel, Training, Validation, EmbeddingLength, _readEmbedding, _readRoll, _hasRolls)
            = (mel, readPainting, readMel, training, validation, embeddingLength, readEmbedding, readRoll, hasRolls ?? (() => readRoll is not null));
        TrainingPaintings = [.. training.DistinctBy(pair => pair.Painting).Select(pair => new TrainingWork(pair.Painting, pair.Style))];
        TrainingClips = [.. training.DistinctBy(pair => pair.Mel).Select(pair => new TrainingWork(pair.Mel, pair.Style))];
    }

    /// <summary>The pairs of a prepared folder: trains on those of training, measures on those of validation. The folder has to stay open.</summary>
    public static TrainingData Of(PreparedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        // Looked for only when rolls are asked for, because it needs a look at the disk for each clip.
        var rolls = new Lazy<string?[]>(() => [.. data.Clips.Select(clip => PianoRolls.FindFor(clip.Work.Path))]);
        var midi = new Lazy<string?[]>(() => [.. data.Clips.Select(clip => NoteEventReader.FindFor(clip.Work.Path))]);
        var notes = new NoteEvents?[data.Clips.Count]; // a few kB each, and read again in every epoch
        return new TrainingData(
            data.Info.Mel, data.ReadPainting, data.ReadMel, data.Training, data.Validation, data.EmbeddingLength, data.EmbeddingLength > 0 ? data.ReadEmbedding : null,
            (row, values) => PianoRolls.Read(rolls.Value[row]!, data.Info.Size, values), () => !rolls.Value.Contains(null),
            row => notes[row] ??= NoteEventReader.Read(midi.Value[row]!), () => !midi.Value.Contains(null))
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
    public bool HasRolls => _hasRolls();

    /// <inheritdoc/>
    public void ReadRoll(int row, Span<float> roll) => _readRoll!(row, roll);

    /// <inheritdoc/>
    public bool HasNotes => _hasNotes();

    /// <inheritdoc/>
    public NoteEvents ReadNotes(int row) => _readNotes!(row);
}
