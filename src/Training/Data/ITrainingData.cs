using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>Pairs of paintings and mel-spectrograms, as the training loop reads them. Rows can be read in any order.</summary>
internal interface ITrainingData
{
    /// <summary>Side of paintings and mel-spectrograms in pixels.</summary>
    int Size { get; }

    /// <summary>How the mel-spectrograms were made.</summary>
    MelOptions Mel { get; }

    /// <summary>Pairs to learn from.</summary>
    IReadOnlyList<TrainingPair> Training { get; }

    /// <summary>Pairs of held-out artists and pieces; may be empty.</summary>
    IReadOnlyList<TrainingPair> Validation { get; }

    /// <summary>Paintings to learn from without pairs: all of the split "train".</summary>
    IReadOnlyList<TrainingWork> TrainingPaintings { get; }

    /// <summary>Clips to learn from without pairs: all of the split "train".</summary>
    IReadOnlyList<TrainingWork> TrainingClips { get; }

    /// <summary>Reads a painting.</summary>
    /// <param name="row">Row of the painting.</param>
    /// <param name="rgb">Receives 3 x S x S values in [-1, 1].</param>
    void ReadPainting(int row, Span<float> rgb);

    /// <summary>Reads a mel-spectrogram.</summary>
    /// <param name="row">Row of the mel-spectrogram.</param>
    /// <param name="mel">Receives S x S values in [-1, 1].</param>
    void ReadMel(int row, Span<float> mel);

    /// <summary>Length of a painting's embedding; 0 if the data has none.</summary>
    int EmbeddingLength { get; }

    /// <summary>Reads the embedding of a painting.</summary>
    /// <param name="row">Row of the painting.</param>
    /// <param name="embedding">Receives <see cref="EmbeddingLength"/> values.</param>
    void ReadEmbedding(int row, Span<float> embedding);

    /// <summary>Whether every clip has a piano roll.</summary>
    bool HasRolls { get; }

    /// <summary>Reads the piano roll of a clip.</summary>
    /// <param name="row">Row of the mel-spectrogram.</param>
    /// <param name="roll">Receives [16, 88, S] values of 0 and 1: onsets of eight instrument families, then their sounding notes.</param>
    void ReadRoll(int row, Span<float> roll);

    /// <summary>Whether every clip has notes.</summary>
    bool HasNotes { get; }

    /// <summary>Reads the notes of a clip.</summary>
    /// <param name="row">Row of the mel-spectrogram.</param>
    NoteEvents ReadNotes(int row);
}

/// <summary>A painting or a clip of music that is used without a partner.</summary>
/// <param name="Row">Row of the painting or of the mel-spectrogram.</param>
/// <param name="Style">Its style; null for unknown.</param>
internal readonly record struct TrainingWork(int Row, Style? Style);
