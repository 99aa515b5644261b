using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training;

/// <summary>What <see cref="Pix2PixCatalog.Pix2Pix"/> learns from and how.</summary>
public sealed record Pix2PixOptions
{
    /// <summary>Column of paintings as <c>LoadPaintings</c> makes them: Vector&lt;Single, 3, S, S&gt; in [-1, 1].</summary>
    public string PaintingColumnName { get; init; } = "Painting";

    /// <summary>Column of styles as <c>LabelStyle</c> makes them, a missing key for unknown; null for unknown in every row.</summary>
    public string? StyleColumnName { get; init; } = "Style";

    /// <summary>Column of mel-spectrograms as <c>ExtractMelSpectrogram</c> makes them: Vector&lt;Single, 1, S, S&gt; in [-1, 1].</summary>
    public string MelColumnName { get; init; } = "MelSpectrogram";

    /// <summary>
    /// Text column with the split of each row, as <c>LoadPrepared</c> and <c>PairPaintingsWithMusic</c> make it. "train": the network learns from the
    /// row; "validation": the diversity is measured with it; "test": the row is not used. Null, or where the rows have no column of this name: the
    /// network learns from all rows.
    /// </summary>
    public string? SplitColumnName { get; init; } = "Split";

    /// <summary>
    /// How the mel-spectrograms were made; decides the size S. Null: as in the prepared folder that the rows come from
    /// (<see cref="DataCatalog.LoadPrepared"/>), else <see cref="MelOptions.Thesis256"/>.
    /// </summary>
    public MelOptions? Mel { get; init; }

    /// <summary>How the paintings were made square; written to the model file. Null: as in the prepared folder, else <see cref="PaintingFit.Squash"/>.</summary>
    public PaintingFit? Fit { get; init; }

    /// <summary>How to train. The size is that of <see cref="Mel"/>.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Folder of the run, with its checkpoints, log and model file. An unfinished run in it is continued.</summary>
    public string RunFolder { get; init; } = "run";

    /// <summary>The model's name.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>Licence of the weights, for the model file.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What the rows are, with their licences, for the model file. Null: the description of the prepared folder, else empty.</summary>
    public string? TrainedOn { get; init; }
}
