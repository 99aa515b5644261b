using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

/// <summary>Clips with a chosen vector instead of a measured one.</summary>
internal static class TestClips
{
    /// <summary>The features of all analyses that have no others.</summary>
    public static MusicFeatures Features { get; } = new()
    {
        Brightness = 1000,
        Loudness = -20,
        LoudnessRange = 5,
        OnsetRate = 2,
        Tempo = 100,
        Harmonicity = 0.5,
        Mode = 0,
        Tonic = 0,
        PitchClasses = new double[12],
    };

    /// <summary>An analysis with a vector that is 0 apart from some values.</summary>
    public static ClipAnalysis Analysis(params (int Index, double Value)[] values) => Analysis(Features, values);

    /// <summary>An analysis with some features and a vector that is 0 apart from some values.</summary>
    public static ClipAnalysis Analysis(MusicFeatures features, params (int Index, double Value)[] values)
    {
        var vector = new float[ClipAnalysis.VectorLength];
        foreach ((int index, double value) in values) vector[index] = (float)value;
        return new ClipAnalysis(features, new MusicalFigures(0.1, 2, 0.8, 4, 10, 0.5, 0.6, 20, 0), vector);
    }

    /// <summary>An analysis with a vector of normally distributed values, of which the first ones are moved.</summary>
    public static ClipAnalysis Random(Random random, int count = 0, double moved = 0)
        => Analysis([.. Enumerable.Range(0, ClipAnalysis.VectorLength).Select(i => (i, Normal(random) + (i < count ? moved : 0)))]);

    /// <summary>A real clip.</summary>
    public static RealClip Clip(Style style, string piece, ClipAnalysis analysis) => new(new Work { Path = $"{piece}.wav" }, 0, piece, style, analysis);

    /// <summary>Finds the style whose number is the index of the largest value of a vector; does not standardise.</summary>
    public static MusicStyleClassifier Classifier { get; } = new()
    {
        TrainedOn = "nothing",
        Regularization = 1,
        Styles = StyleNames.All,
        Means = new float[ClipAnalysis.VectorLength],
        Deviations = [.. Enumerable.Repeat(1f, ClipAnalysis.VectorLength)],
        Weights = [.. Enumerable.Range(1, StyleNames.All.Count).Select(style => Enumerable.Range(0, ClipAnalysis.VectorLength).Select(i => i == style ? 1f : 0).ToArray())],
        Biases = new float[StyleNames.All.Count],
    };

    /// <summary>A number with a mean of 0 and a standard deviation of 1 (Box and Muller 1958).</summary>
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
