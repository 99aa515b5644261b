using Pix2Pitch.Inversion;

namespace Pix2Pitch.Generation;

/// <summary>How <see cref="PaintingToMusic"/> makes music.</summary>
public sealed record MusicOptions
{
    /// <summary>The strength of the noise, from 0 (every seed gives the same music) to 1 (as varied as in training). Default: 1.</summary>
    public float Creativity { get; init; } = 1;

    /// <summary>How the mel-spectrogram becomes sound. Default: the defaults of <see cref="InversionOptions"/>.</summary>
    public InversionOptions Inversion { get; init; } = new();

    /// <summary>
    /// The processor or GPU that the network runs on. If CUDA cannot be used, that is an error; there is no silent fallback to the CPU. Default: the CPU.
    /// </summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>
    /// Whether the style is judged from the picture, as <c>ClassifyStyle</c> does, if none is requested. The generator then receives the probabilities of the styles. This
    /// needs the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18. Default: false, the style is then unknown.
    /// </summary>
    public bool JudgesStyle { get; init; }

    /// <summary>
    /// A style classifier that you have trained (<c>tools/StyleClassifier</c>), for <see cref="JudgesStyle"/>. Null: the classifier of this library, as for
    /// <see cref="Styles.ClassifyStyleOptions.ClassifierFile"/>. Default: null.
    /// </summary>
    public string? StyleClassifierFile { get; init; }

    /// <summary>
    /// How the music follows the painting: each clip is made from another window of it, with the same seed, so that what changes comes from the painting. Null: each clip is made from the whole painting, with
    /// successive seeds. Default: null.
    /// </summary>
    public PaintingPath? Path { get; init; }

    internal void Validate()
    {
        OptionRange.Check(Creativity, 0, 1);
        ArgumentNullException.ThrowIfNull(Inversion);
        Inversion.Validate();
        OptionRange.Check(Accelerator);
        if (Path is { } path) OptionRange.Check(path);
    }
}
