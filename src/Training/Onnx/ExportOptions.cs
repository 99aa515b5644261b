using Pix2Pitch.Generation;

namespace Pix2Pitch.Training.Onnx;

/// <summary>How a generator is exported.</summary>
public sealed record ExportOptions
{
    /// <summary>Which generator, if the run was trained without pairs and so has one for each direction. Default: from paintings to music.</summary>
    public GeneratorDirection Direction { get; init; }

    /// <summary>The model's name, for the model file. Default: the name of the run's folder.</summary>
    public string? Name { get; init; }

    /// <summary>The licence of the weights, for the model file. Default: empty.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The training data and its licences, for the model file. Default: the description that <c>prepare</c> has written.</summary>
    public string? TrainedOn { get; init; }

    /// <summary>Whether to export the last weights instead of their moving average. Default: false.</summary>
    public bool LastWeights { get; init; }

    /// <summary>
    /// Whether convolutions are stored as float16. This halves the file; outputs change by about 1e-3 of the range [-1, 1]. Default: false.
    /// </summary>
    public bool HalfPrecision { get; init; }

    /// <summary>
    /// Side of the painting and of the mel-spectrogram of a recurrent generator in pixels: 128, 256 or 512. Its weights do not depend on it, because it writes notes; more frames make
    /// onsets clearer. Null for the size with which it was trained. Default: null.
    /// </summary>
    public int? Size { get; init; }

    /// <summary>
    /// How much more than learnt the notes of a recurrent generator follow the style, 0 to 10: 1 for as learnt (classifier-free guidance, Ho and Salimans 2022). A
    /// model with another value takes twice as long. Default: 1.
    /// </summary>
    public double Guidance { get; init; } = 1;

    /// <summary>
    /// How much more than learnt they follow lightness, saturation and warmth of the painting, 0 to 10: 1 for as learnt. A model in which both are not 1 takes three times as long. Default: 1.
    /// </summary>
    public double PaintingGuidance { get; init; } = 1;

    /// <summary>
    /// How freely a recurrent generator chooses at a creativity of 1, above 0 and at most 2: 1 for as learnt; less makes rare notes rarer. Default: 1.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// How many candidates a recurrent generator writes for each painting, 1 to 16. It keeps the one that fits the requested style, and lightness, saturation and warmth of the
    /// painting, best (best-of-n sampling). Default: 1.
    /// </summary>
    public int Candidates { get; init; } = 1;

    /// <summary>
    /// The largest difference between the outputs of the file and of the network that is accepted, 0 or more, in units of the mel-spectrogram's
    /// range [-1, 1]. Default: 1e-4.
    /// </summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Number of random inputs for which they are compared, at least 1. Default: 6.</summary>
    public int Checks { get; init; } = 6;

    /// <summary>Seed of these inputs. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    internal void Validate()
    {
        OptionRange.Check(Direction);
        if (Size is { } size) OptionRange.Require(size is 128 or 256 or 512, size, "128, 256 or 512", nameof(Size));
        OptionRange.Check(Guidance, 0, 10);
        OptionRange.Check(PaintingGuidance, 0, 10);
        OptionRange.Require(Temperature is > 0 and <= 2, Temperature, "above 0 and at most 2");
        OptionRange.Check(Candidates, 1, 16);
        OptionRange.Check(Tolerance, 0, double.PositiveInfinity);
        OptionRange.Check(Checks, 1, double.PositiveInfinity);
    }
}
