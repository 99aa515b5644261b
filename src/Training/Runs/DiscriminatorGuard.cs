namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Sees the discriminator winning: once d1 + d2 stays near 0, the generator hears nothing but "wrong" and ends with the same
/// answer for every painting.
/// </summary>
internal sealed class DiscriminatorGuard(double bound, int window)
{
    /// <summary>Running mean of d1 + d2; null before the first step.</summary>
    public double? Mean { get; set; }

    /// <summary>Steps seen.</summary>
    public long Steps { get; set; }

    /// <summary>Whether the discriminator is winning, once a whole window was seen.</summary>
    public bool IsWinning => Steps >= window && Mean < bound;

    /// <summary>Takes in the losses of a step.</summary>
    public void Add(double d1, double d2)
    {
        Steps++;
        // The plain mean until the window is full, then an exponential one of the same length.
        double weight = 1.0 / Math.Min(Steps, window);
        Mean = Mean is { } mean ? mean + (d1 + d2 - mean) * weight : d1 + d2;
    }
}
