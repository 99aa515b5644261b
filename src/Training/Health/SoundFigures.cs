namespace Pix2Pitch.Training.Health;

/// <summary>How music sounds, as means over clips.</summary>
/// <param name="SpectralFlatness">
/// Geometric mean of the power spectrum of a frame divided by its arithmetic mean (A. Gray and J. Markel, "A spectral-flatness measure", IEEE Transactions on ASSP
/// 22(3), 1974), as the mean over frames of 93 ms within 60 dB of the loudest one: near 0 for tones, 0.56 for white noise.
/// </param>
/// <param name="OnsetRate">Note onsets per second.</param>
/// <param name="PitchClarity">
/// How close spectral peaks are to the semitones, after the tuning of the clip is removed: 1 in tune, 0 for peaks at random frequencies or without any peak.
/// </param>
public sealed record SoundFigures(double SpectralFlatness, double OnsetRate, double PitchClarity);
