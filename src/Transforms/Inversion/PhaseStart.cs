namespace Pix2Pitch.Inversion;

/// <summary>The phases that Griffin-Lim starts from.</summary>
public enum PhaseStart
{
    /// <summary>
    /// Phases integrated from the gradient that the magnitudes themselves tell: phase gradient heap integration (Prusa, Balazs,
    /// Sondergaard 2017). The seed decides what is left open: the phase of every island, and those of bins near silence.
    /// </summary>
    PhaseGradient,

    /// <summary>Uniformly random phases.</summary>
    Random,
}
