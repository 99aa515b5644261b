using Pix2Pitch.Mel;

namespace Pix2Pitch.Training.Data;

/// <summary>Training data held in memory.</summary>
public sealed class InMemoryTrainingData : ITrainingData
{
    private readonly IReadOnlyList<float[]> _paintings;
    private readonly IReadOnlyList<float[]> _mels;

    /// <summary>Takes paintings and mel-spectrograms; they are not copied.</summary>
    /// <param name="mel">How the mel-spectrograms were made; decides the size.</param>
    /// <param name="paintings">3 x S x S values each.</param>
    /// <param name="mels">S x S values each.</param>
    /// <param name="training">Pairs to learn from.</param>
    /// <param name="validation">Pairs that are held out.</param>
    /// <exception cref="ArgumentException">An array has another length, or a pair names a row that is not there.</exception>
    public InMemoryTrainingData(
        MelOptions mel, IReadOnlyList<float[]> paintings, IReadOnlyList<float[]> mels, IReadOnlyList<TrainingPair> training, IReadOnlyList<TrainingPair>? validation = null)
    {
        ArgumentNullException.ThrowIfNull(mel);
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(mels);
        ArgumentNullException.ThrowIfNull(training);
        (Mel, Size, _paintings, _mels, Training, Validation) = (mel, mel.Frames, paintings, mels, training, validation ?? []);
        CheckLengths(paintings, 3 * Size * Size, nameof(paintings));
        CheckLengths(mels, Size * Size, nameof(mels));
        foreach (TrainingPair pair in Training.Concat(Validation))
        {
            if ((uint)pair.Painting >= (uint)paintings.Count || (uint)pair.Mel >= (uint)mels.Count)
                throw new ArgumentException($"The pair ({pair.Painting}, {pair.Mel}) names a row that is not there; there are {paintings.Count} paintings and {mels.Count} mel-spectrograms.", nameof(training));
        }
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public MelOptions Mel { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Training { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Validation { get; }

    /// <inheritdoc/>
    public void ReadPainting(int row, Span<float> rgb) => _paintings[row].CopyTo(rgb);

    /// <inheritdoc/>
    public void ReadMel(int row, Span<float> mel) => _mels[row].CopyTo(mel);

    private static void CheckLengths(IReadOnlyList<float[]> rows, int length, string name)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != length)
                throw new ArgumentException($"Row {i} has {rows[i].Length} values; it has to have {length}.", name);
        }
    }
}
