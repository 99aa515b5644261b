namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// Figures of how musical a clip sounds. None depends on which notes are played, only on whether there are notes, pulse and form, so that they can be
/// compared between generated and real music.
/// </summary>
/// <param name="Detuning">
/// Mean distance of the spectral peaks from the nearest semitone, in semitones, weighted by magnitude, after the tuning of the clip is removed: 0 (in
/// tune) to 0.5; peaks at random frequencies have 0.25.
/// </param>
/// <param name="PitchClassEntropy">
/// Mean entropy of the pitch classes that sound in a frame, in bits: 0 (one pitch class) to log2(12) = 3.58 (all twelve equally loud).
/// </param>
/// <param name="KeyClarity">Correlation of the clip's pitch classes with the best key profile (Krumhansl and Kessler 1982), -1 to 1.</param>
/// <param name="Polyphony">Mean number of spectral peaks within 20 dB of the loudest one of their frame, 65 to 2100 Hz, in different semitones.</param>
/// <param name="OnsetContrast">The 98th percentile of the spectral flux divided by its median: high for clear note onsets (at most 1000), near 1 for a texture.</param>
/// <param name="TempoSalience">The greatest value of the normalised autocorrelation of the spectral flux for 30 to 300 beats per minute, 0 to 1.</param>
/// <param name="Repetition">
/// How similar the clip is to itself later: the greatest mean cosine similarity of its pitch classes at one distance of 1 to 5 s, 0 to 1. Harmony that
/// never changes has 1.
/// </param>
/// <param name="DynamicRange">Difference between the 95th and the 5th percentile of the level of frames of 93 ms, in dB, at most 80.</param>
/// <param name="Silence">Share of frames more than 40 dB below the loudest one, 0 to 1.</param>
internal sealed record MusicalFigures(
    double Detuning, double PitchClassEntropy, double KeyClarity, double Polyphony, double OnsetContrast, double TempoSalience, double Repetition,
    double DynamicRange, double Silence);
