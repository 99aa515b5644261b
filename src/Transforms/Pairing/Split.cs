namespace Pix2Pitch.Pairing;

/// <summary>What a painting or a clip is used for.</summary>
public enum Split
{
    /// <summary>The network learns from it.</summary>
    Train,

    /// <summary>Decides between settings and says when to stop.</summary>
    Validation,

    /// <summary>Measures the network at the end, which has never seen it.</summary>
    Test,
}
