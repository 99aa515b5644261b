using Pix2Pitch.Audio;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Training.Data;

/// <summary>What a prepared folder says of itself, in its <c>settings.json</c>.</summary>
public sealed record PreparedInfo
{
    /// <summary>Version of the folder's layout that is written, and the newest that is read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of this folder's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Side of paintings and mel images in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>How the mel images were made.</summary>
    public required MelSettings Mel { get; init; }

    /// <summary>How paintings were made square.</summary>
    public PaintingFit Fit { get; init; }

    /// <summary>Styles in the order of their key values.</summary>
    public required IReadOnlyList<string> Styles { get; init; }

    /// <summary>Seed of the split and of the pairing.</summary>
    public long Seed { get; init; }

    /// <summary>Number of paintings.</summary>
    public int Paintings { get; init; }

    /// <summary>Number of clips.</summary>
    public int Music { get; init; }

    /// <summary>Number of pairs to learn from.</summary>
    public int TrainingPairs { get; init; }

    /// <summary>Number of pairs of held-out artists and pieces.</summary>
    public int ValidationPairs { get; init; }

    /// <summary>What the data is and under which licences, in a sentence; it goes into the model file.</summary>
    public string Description { get; init; } = "";

    /// <summary>SHA-256 of paintings, mel images and pairs.</summary>
    public required string Fingerprint { get; init; }
}
