namespace Pix2Pitch.Inversion;

/// <summary>The initial phases of Griffin-Lim.</summary>
public enum PhaseStart
{
    /// <summary>
    /// Phases integrated from their gradient, which follows from the magnitudes: phase gradient heap integration (Prusa, Balazs, Sondergaard 2017).
    /// The seed determines the rest: the start phase of each connected region, and the phases of bins close to silence.
    /// </summary>
    PhaseGradient,

    /// <summary>Uniformly random phases.</summary>
    Random,
}
