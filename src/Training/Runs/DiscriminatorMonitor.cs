namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Detects a discriminator that is winning: if d1 + d2 stays near 0, the generator gets no useful gradient and ends with the same output for
/// every painting.
/// </summary>
/// <param name="minLoss">The discriminator is winning when the mean of d1 + d2 is below this.</param>
/// <param name="window">Number of steps in the mean.</param>
internal sealed class DiscriminatorMonitor(double minLoss, int window)
{
    /// <summary>Running mean of d1 + d2; null before the first step.</summary>
    public double? MeanLoss { get; set; }

    /// <summary>Number of steps so far.</summary>
    public long Steps { get; set; }

    /// <summary>Whether the discriminator is winning; false until the window is full.</summary>
    public bool IsWinning => Steps >= window && MeanLoss < minLoss;

    /// <summary>Adds the losses of a step.</summary>
    public void Add(double d1, double d2)
    {
        Steps++;
        // The arithmetic mean until the window is full, then an exponential moving average of the same length.
        double weight = 1.0 / Math.Min(Steps, window);
        MeanLoss = MeanLoss is { } mean ? mean + (d1 + d2 - mean) * weight : d1 + d2;
    }
}
