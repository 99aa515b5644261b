using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Data;

/// <summary>What a model file has to know about the data of a run.</summary>
internal sealed record DataOrigin
{
    /// <summary>Identifies the data.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How the mel-spectrograms were made.</summary>
    public required MelOptions Mel { get; init; }

    /// <summary>How paintings were made square.</summary>
    public PaintingFit Fit { get; init; }

    /// <summary>Length of the embedding that the generator receives; 0 if it receives none.</summary>
    public int EmbeddingLength { get; init; }

    /// <summary>What the data is, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>The origin of a prepared folder.</summary>
    public static DataOrigin Of(PreparedInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new DataOrigin { Fingerprint = info.Fingerprint, Mel = info.Mel, Fit = info.Fit, Description = info.Description };
    }
}
