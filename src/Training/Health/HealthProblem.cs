namespace Pix2Pitch.Training.Health;

/// <summary>What can be wrong with a generator that is being trained. The names are part of the checkpoint format and never change.</summary>
internal enum HealthProblem
{
    /// <summary>All paintings get nearly the same output (mode collapse).</summary>
    OutputsAlike,

    /// <summary>The noise hardly changes the output.</summary>
    SeedsAlike,

    /// <summary>The outputs are copies of training clips.</summary>
    Copies,

    /// <summary>The music sounds like noise.</summary>
    Noise,

    /// <summary>The music has far fewer or far more note onsets than real clips.</summary>
    Onsets,

    /// <summary>The music has no clear pitches.</summary>
    Pitches,
}
