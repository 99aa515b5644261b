namespace Pix2Pitch.Training.Evaluation;

/// <summary>One of the <see cref="MusicalFigures"/>, for tables.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="Meaning">What it means, in one sentence.</param>
/// <param name="Value">Reads it.</param>
internal sealed record MusicalFigure(string Key, string Name, string Unit, string Meaning, Func<MusicalFigures, double> Value)
{
    /// <summary>All of them, in the order of tables.</summary>
    public static IReadOnlyList<MusicalFigure> All { get; } =
    [
        new("detuning", "Detuning", "semitones", "Mean distance of partials from the nearest semitone: 0 is in tune, 0.25 is chance.", f => f.Detuning),
        new("pitchClassEntropy", "Pitch classes at once", "bits", "Entropy of the pitch classes that sound together, of at most 3.58.", f => f.PitchClassEntropy),
        new("keyClarity", "Key clarity", "", "Correlation with the best key, -1 to 1.", f => f.KeyClarity),
        new("polyphony", "Polyphony", "tones", "Number of tones and partials that sound together.", f => f.Polyphony),
        new("onsetContrast", "Onset contrast", "", "How far the strongest onsets stand out from the median change.", f => f.OnsetContrast),
        new("tempoSalience", "Tempo salience", "", "How regular the pulse is, 0 to 1.", f => f.TempoSalience),
        new("repetition", "Repetition", "", "How much the harmony comes back after 1 to 5 s, 0 to 1.", f => f.Repetition),
        new("dynamicRange", "Dynamic range", "dB", "Difference between loud and quiet moments.", f => f.DynamicRange),
        new("silence", "Silence", "", "Share of the time that is nearly silent, 0 to 1.", f => f.Silence),
    ];
}
