namespace Pix2Pitch.Terminal.Doctor;

/// <summary>What <c>doctor</c> found out about one part.</summary>
/// <param name="Name">The part.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Found">What was found, or why it does not work.</param>
/// <param name="Remedy">The one thing to do; null if there is nothing to do.</param>
internal sealed record Check(string Name, CheckState State, string Found, string? Remedy = null);

/// <summary>Whether a part works.</summary>
internal enum CheckState
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It is not there or could be better, and the rest works without it.</summary>
    Note,

    /// <summary>It does not work, and is needed.</summary>
    Fails,
}
