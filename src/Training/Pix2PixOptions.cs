using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training;

/// <summary>What a <see cref="Pix2PixEstimator"/> learns from and how.</summary>
public sealed record Pix2PixOptions
{
    /// <summary>Column of paintings as <c>LoadPaintings</c> makes them: Vector&lt;Single, 3, S, S&gt; in [-1, 1].</summary>
    public string PaintingColumnName { get; init; } = "Painting";

    /// <summary>Column of styles as <c>LabelStyle</c> makes them, a missing key for unknown; null for unknown in every row.</summary>
    public string? StyleColumnName { get; init; } = "Style";

    /// <summary>Column of mel-spectrograms as <c>ExtractMelSpectrogram</c> makes them: Vector&lt;Single, 1, S, S&gt; in [-1, 1].</summary>
    public string MelColumnName { get; init; } = "MelSpectrogram";

    /// <summary>How the mel-spectrograms were made; decides the size S.</summary>
    public MelOptions Mel { get; init; } = MelOptions.Thesis256;

    /// <summary>How the paintings were made square; the model file says so.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>How to train. The size is that of <see cref="Mel"/>.</summary>
    public TrainingOptions Settings { get; init; } = new();

    /// <summary>Folder of the run, where checkpoints, log and model file lie; training goes on with a run that is there.</summary>
    public string RunFolder { get; init; } = "run";

    /// <summary>The model's name.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>Licence of the weights, for the model file.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What the rows are, with their licences, for the model file.</summary>
    public string TrainedOn { get; init; } = "";
}
