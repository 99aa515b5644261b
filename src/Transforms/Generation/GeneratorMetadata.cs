using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Generation;

/// <summary>
/// The metadata of a model file: how the generator's input and output are represented, and the model's origin. It is stored in the ONNX file
/// (<c>metadata_props</c>) and copied to every WAV, spectrogram picture and painting that is made with the model.
/// </summary>
public sealed record GeneratorMetadata
{
    /// <summary>The prefix of all keys.</summary>
    internal const string KeyPrefix = "pix2pitch.";

    /// <summary>
    /// The version of the properties and of the graph's inputs that this library writes. Graphs of format 2 have the inputs seed and creativity; those of format 1 had the noise as input
    /// and are read by <see cref="GeneratorFormat1"/>.
    /// </summary>
    internal const int CurrentFormat = 2;

    internal const string FormatKey = KeyPrefix + "format";
    internal const string DirectionKey = KeyPrefix + "direction"; // absent for a generator from paintings to music
    internal const string NameKey = KeyPrefix + "name";
    internal const string ImageSizeKey = KeyPrefix + "image-size";
    internal const string FitKey = KeyPrefix + "fit";
    internal const string StylesKey = KeyPrefix + "styles";
    internal const string RunIdKey = KeyPrefix + "run";
    internal const string LicenceKey = KeyPrefix + "licence";
    internal const string TrainedOnKey = KeyPrefix + "trained-on";
    internal const string EmbeddingLengthKey = KeyPrefix + "embedding-length";
    internal const string RangesKey = KeyPrefix + "ranges";
    internal const string DetailPrefix = KeyPrefix + "detail.";

    /// <summary>What the generator makes of what. Default: <see cref="GeneratorDirection.PaintingToMusic"/>.</summary>
    public GeneratorDirection Direction { get; init; }

    /// <summary>The generator's name, for people. Default: <c>unnamed</c>.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>Side S of the square painting and of the square mel-spectrogram, in pixels: 64, 128, 256 or 512. Default: 256.</summary>
    public int ImageSize { get; init; } = 256;

    /// <summary>How paintings were made square in training. It must be the same in generation. Default: <see cref="PaintingFit.Squash"/>.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>How sound is represented as a mel-spectrogram. Default: <see cref="MelOptions.Thesis256"/>.</summary>
    public MelOptions Mel { get; init; } = MelOptions.Thesis256;

    /// <summary>The names of the styles, in lower case, in the order of the style vector.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>
    /// The length of the input <c>Embedding</c>: 512 if the generator takes the embedding of the picture that <c>ClassifyStyle</c> computes; 0 if it has no such input. Default: 0.
    /// </summary>
    public int EmbeddingLength { get; init; }

    /// <summary>
    /// Whether the generator also writes the notes that its music is made from, as the output <c>Notes</c>. It follows from the graph when a model file is read. Default: false.
    /// </summary>
    public bool MakesNotes { get; init; }

    /// <summary>The id of the training run. Default: empty.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The licence of the weights. Default: empty.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The training data and its licences. Default: empty.</summary>
    public string TrainedOn { get; init; } = "";

    /// <summary>Other information (steps, losses, the command), by a short name. It has no effect on generation.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the metadata of an ONNX file, and checks that its graph has the inputs and outputs that the metadata describes. The graph is not run.</summary>
    /// <param name="onnxPath">The model file.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is missing, is not an ONNX file, has no Pix2Pitch metadata, or has another format.
    /// </exception>
    public static GeneratorMetadata Read(string onnxPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(onnxPath);
        return GeneratorFile.Read(onnxPath).Metadata;
    }

    /// <summary>
    /// The metadata as text by key, for ONNX <c>metadata_props</c>, a WAV or a PNG. All keys begin with <c>pix2pitch.</c>
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
        if (Direction != GeneratorDirection.PaintingToMusic) properties[DirectionKey] = Direction.ToString();
        if (EmbeddingLength > 0) properties[EmbeddingLengthKey] = EmbeddingLength.ToString(CultureInfo.InvariantCulture);
        if (MakesNotes) properties[MidiProperties.NotesKey] = MidiProperties.OfModel;
        foreach ((string key, string value) in Details) properties[DetailPrefix + key] = value;
        return properties;
    }

    /// <summary>Reads what <see cref="ToProperties"/> returns.</summary>
    /// <param name="properties">Text by key; other keys are ignored.</param>
    /// <param name="source">The file that contains them, for messages.</param>
    /// <exception cref="Pix2PitchException">The properties are missing, cannot be read, or have another format.</exception>
    internal static GeneratorMetadata FromProperties(IReadOnlyDictionary<string, string> properties, string source)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentException.ThrowIfNullOrEmpty(source);
        var reader = new PropertyReader(properties, source);
        if (!reader.Has(FormatKey))
            throw new Pix2PitchException($"'{source}' has no Pix2Pitch metadata: use a model file written by Pix2Pitch's 'export'.");
        int format = reader.Number(FormatKey, 1, int.MaxValue);
        if (format != CurrentFormat)
            throw new Pix2PitchException($"'{source}' has format {format}, but this version of Pix2Pitch reads formats up to {CurrentFormat}: "
                + "use a newer version, or a model file written by this version.");
        return new GeneratorMetadata
        {
            Direction = reader.Has(DirectionKey) ? reader.Choice<GeneratorDirection>(DirectionKey) : GeneratorDirection.PaintingToMusic,
            Name = reader.Text(NameKey),
            ImageSize = reader.Number(ImageSizeKey, 1, 1 << 14),
            Fit = reader.Choice<PaintingFit>(FitKey),
            Mel = MelSpectrogram.OptionsIn(reader),
            Styles = reader.Json<string[]>(StylesKey),
            EmbeddingLength = reader.Has(EmbeddingLengthKey) ? reader.Number(EmbeddingLengthKey, ImageFeatures.EmbeddingLength, ImageFeatures.EmbeddingLength) : 0,
            RunId = reader.Text(RunIdKey),
            Licence = reader.Text(LicenceKey),
            TrainedOn = reader.Text(TrainedOnKey),
            Details = properties.Where(p => p.Key.StartsWith(DetailPrefix, StringComparison.Ordinal))
                .ToDictionary(p => p.Key[DetailPrefix.Length..], p => p.Value),
        };
    }

    /// <summary>The input <c>Style</c> of the generator.</summary>
    /// <param name="style">The requested style; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style.</exception>
    /// <exception cref="Pix2PitchException">The model does not know the style.</exception>
    internal float[] StyleVector(Style? style)
    {
        var vector = new float[Styles.Count];
        if (style is not { } asked) return vector;
        if (!Enum.IsDefined(asked))
            throw new ArgumentOutOfRangeException(nameof(style), style, $"The style must be one of {string.Join(", ", StyleNames.All)}.");
        string name = StyleNames.Of(asked);
        int index = Styles.ToList().FindIndex(s => s.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
            throw new Pix2PitchException($"The model '{Name}' does not know the style {name}: use {string.Join(", ", Styles)}, or no style.");
        vector[index] = 1;
        return vector;
    }
}
