namespace Pix2Pitch.Pairing;

/// <summary>The split that a painting or clip belongs to.</summary>
public enum Split
{
    /// <summary>The network is trained on it.</summary>
    Train,

    /// <summary>Used to choose options and when to stop.</summary>
    Validation,

    /// <summary>Used to evaluate the network at the end; never used before.</summary>
    Test,
}
