using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Generation;

/// <summary>
/// What a model file says about its generator: the settings that input and output are made with, and where it comes from. It
/// is stored in the ONNX file (<c>metadata_props</c>), and from there in every WAV and every picture that is made with it.
/// </summary>
public sealed record GeneratorMetadata
{
    /// <summary>The start of every property's key.</summary>
    public const string KeyPrefix = "pix2pitch.";

    /// <summary>
    /// The version of the properties and of the graph's inputs that this code reads and writes. Format 2 takes a seed and a creativity; format 1
    /// took the noise itself.
    /// </summary>
    public const int CurrentFormat = 2;

    internal const string FormatKey = KeyPrefix + "format";
    internal const string NameKey = KeyPrefix + "name";
    internal const string ImageSizeKey = KeyPrefix + "image-size";
    internal const string FitKey = KeyPrefix + "fit";
    internal const string StylesKey = KeyPrefix + "styles";
    internal const string RunIdKey = KeyPrefix + "run";
    internal const string LicenceKey = KeyPrefix + "licence";
    internal const string TrainedOnKey = KeyPrefix + "trained-on";
    internal const string RangesKey = KeyPrefix + "ranges";
    internal const string DetailPrefix = KeyPrefix + "detail.";

    /// <summary>The generator's name, for people. Default: <c>unnamed</c>.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>Side S of the square painting and of the square mel-spectrogram, in pixels: 64, 128, 256 or 512. Default: 256.</summary>
    public int ImageSize { get; init; } = 256;

    /// <summary>How paintings were made square in training; the same has to be done before generation. Default: squash.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>What the mel-spectrogram stands for. Default: <see cref="MelOptions.Thesis256"/>.</summary>
    public MelOptions Mel { get; init; } = MelOptions.Thesis256;

    /// <summary>The styles that the style vector stands for, in its order, lower-case.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>The id of the training run. Default: empty.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The licence of the weights. Default: empty.</summary>
    public string Licence { get; init; } = "";

    /// <summary>What the generator was trained on, with the licences of that. Default: empty.</summary>
    public string TrainedOn { get; init; } = "";

    /// <summary>Anything else worth knowing (steps, losses, the command), by a short name. Nothing depends on it.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the metadata of an ONNX file, and checks that its graph has the inputs and outputs that they describe. The graph is not run.</summary>
    /// <param name="onnxPath">The model file.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is missing, is not ONNX, is ONNX without this project's metadata, or has another format.
    /// </exception>
    public static GeneratorMetadata Read(string onnxPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        return GeneratorFile.Read(onnxPath).Metadata;
    }

    /// <summary>
    /// The metadata as texts, for ONNX <c>metadata_props</c>, a WAV or a PNG. All keys begin with <see cref="KeyPrefix"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string>
        {
            [FormatKey] = CurrentFormat.ToString(CultureInfo.InvariantCulture),
            [NameKey] = Name,
            [ImageSizeKey] = ImageSize.ToString(CultureInfo.InvariantCulture),
            [FitKey] = Fit.ToString(),
            [MelSpectrogram.OptionsKey] = Mel.ToJson(),
            [StylesKey] = JsonSerializer.Serialize(Styles),
            [RunIdKey] = RunId,
            [LicenceKey] = Licence,
            [TrainedOnKey] = TrainedOn,
            [RangesKey] = string.Create(
                CultureInfo.InvariantCulture, $"painting RGB in [-1, 1]; mel-spectrogram [-1, 1] is -{Mel.TopDecibels} to 0 dB under the peak"),
        };
        foreach ((string key, string value) in Details) properties[DetailPrefix + key] = value;
        return properties;
    }

    /// <summary>The reverse of <see cref="ToProperties"/>.</summary>
    /// <param name="properties">Texts; those with other keys are ignored.</param>
    /// <param name="source">The file that they come from, for the message if something is wrong with them.</param>
    /// <exception cref="Pix2PitchException">The properties are not there, cannot be read, or have another format.</exception>
    public static GeneratorMetadata FromProperties(IReadOnlyDictionary<string, string> properties, string source)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentException.ThrowIfNullOrEmpty(source);
        var reader = new PropertyReader(properties, source);
        if (!reader.Has(FormatKey))
            throw new Pix2PitchException($"'{source}' holds no Pix2Pitch metadata: use a model file that Pix2Pitch's 'export' has written.");
        int format = reader.Number(FormatKey, 1, int.MaxValue);
        if (format > CurrentFormat)
            throw new Pix2PitchException($"'{source}' has format {format}, and this Pix2Pitch reads format {CurrentFormat}: "
                + "use a newer Pix2Pitch, or a model file that this one has written.");
        if (format < CurrentFormat)
            throw new Pix2PitchException($"'{source}' has format {format}, and this Pix2Pitch reads format {CurrentFormat}, whose "
                + "graph takes a seed: export the model again from its run, or use the model file that comes with this version.");
        return new GeneratorMetadata
        {
            Name = reader.Text(NameKey),
            ImageSize = reader.Number(ImageSizeKey, 1, 1 << 14),
            Fit = reader.Choice<PaintingFit>(FitKey),
            Mel = MelSpectrogram.OptionsIn(reader),
            Styles = reader.Json<string[]>(StylesKey),
            RunId = reader.Text(RunIdKey),
            Licence = reader.Text(LicenceKey),
            TrainedOn = reader.Text(TrainedOnKey),
            Details = properties.Where(p => p.Key.StartsWith(DetailPrefix, StringComparison.Ordinal))
                .ToDictionary(p => p.Key[DetailPrefix.Length..], p => p.Value),
        };
    }
}
