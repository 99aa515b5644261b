namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>A kept checkpoint, with the losses of its step.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Step">The step.</param>
/// <param name="D1">The discriminator's loss on real mel-spectrograms.</param>
/// <param name="D2">The discriminator's loss on generated mel-spectrograms.</param>
/// <param name="G">The generator's adversarial loss.</param>
/// <param name="MeanG">The mean of the generator's adversarial loss over the last steps.</param>
/// <param name="MeanSum">The mean of the sum of the three over the last steps.</param>
public sealed record RankedCheckpoint(string Run, long Step, double D1, double D2, double G, double MeanG, double MeanSum)
{
    /// <summary>d1 + d2 + g.</summary>
    public double Sum => D1 + D2 + G;
}
