using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Prepared;

/// <summary>A painting and the mel-spectrogram that the network should make of it.</summary>
/// <param name="Painting">Row of the painting.</param>
/// <param name="Mel">Row of the mel-spectrogram.</param>
/// <param name="Style">The style of both; null for unknown.</param>
/// <param name="Split">The split of both.</param>
public readonly record struct TrainingPair(int Painting, int Mel, Style? Style, Split Split = Split.Train);
