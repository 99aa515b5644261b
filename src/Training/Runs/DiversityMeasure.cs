namespace Pix2Pitch.Training.Runs;

/// <summary>How different a generator's outputs are. All values are mean absolute differences in units of [-1, 1].</summary>
/// <param name="Generated">Mean over pairs of outputs for different paintings, each with its own noise.</param>
/// <param name="Real">The same over the real mel-spectrograms of those paintings.</param>
/// <param name="Seeds">Mean over pairs of outputs for one painting with different noise.</param>
/// <param name="Distance">Mean difference of an output from the real mel-spectrogram of its painting.</param>
public sealed record DiversityMeasure(double Generated, double Real, double Seeds, double Distance)
{
    /// <summary>Generated over real: near 0 where every painting gets the same answer, about 1 where outputs differ as real clips do.</summary>
    public double Ratio => Real > 0 ? Generated / Real : 0;
}
