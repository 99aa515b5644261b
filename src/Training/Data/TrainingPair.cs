using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Data;

/// <summary>A painting and the mel-spectrogram that it should become.</summary>
/// <param name="Painting">Row of the painting.</param>
/// <param name="Mel">Row of the mel-spectrogram.</param>
/// <param name="Style">The style that they share; null for unknown.</param>
public readonly record struct TrainingPair(int Painting, int Mel, Style? Style);
