using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// A model file: an ONNX graph that computes a mel-spectrogram from painting, style, seed, creativity and, if it has such an input, the embedding of the picture, or a
/// painting from mel-spectrogram, style, seed and creativity, with <see cref="GeneratorMetadata"/> in its <c>metadata_props</c>. It is parsed and checked here, not run.
/// </summary>
internal sealed class GeneratorFile
{
    public const string PaintingInput = "Painting";
    public const string StyleInput = "Style";
    public const string SeedInput = "Seed";
    public const string CreativityInput = "Creativity";
    public const string EmbeddingInput = "Embedding";
    public const string MelOutput = "MelSpectrogram";
    public const string NotesOutput = "Notes";

    // A generator of paintings has them the other way round.
    public const string MelInput = MelOutput;
    public const string PaintingOutput = PaintingInput;

    private readonly bool _isConverted;

    private GeneratorFile(string path, ModelProto model, GeneratorMetadata metadata, bool isConverted) => (Path, Model, Metadata, _isConverted) = (path, model, metadata, isConverted);

    public string Path { get; }

    /// <summary>The model, of the current format also if the file is of format 1.</summary>
    public ModelProto Model { get; }

    public GeneratorMetadata Metadata { get; }

    /// <summary>Opens the model in ONNX Runtime.</summary>
    /// <exception cref="Pix2PitchException">ONNX Runtime cannot run it.</exception>
    public InferenceSession Open(SessionOptions options)
    {
        try
        {
            return _isConverted ? new InferenceSession(Model.ToByteArray(), options) : new InferenceSession(Path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw CannotRun(Path, e);
        }
    }

    /// <summary>Reads the file of a generator with a direction.</summary>
    /// <exception cref="Pix2PitchException">It has the other direction, or see <see cref="Read(string)"/>.</exception>
    public static GeneratorFile Read(string path, GeneratorDirection direction)
    {
        GeneratorFile file = Read(path);
        if (file.Metadata.Direction == direction) return file;
        throw new Pix2PitchException(direction == GeneratorDirection.PaintingToMusic
            ? $"The model '{path}' makes paintings of music, and here music is made of a painting: use it with 'pix2pitch paint', or name a model that makes music."
            : $"The model '{path}' makes music of paintings, and here a painting is made of music: use it with 'pix2pitch generate', or name a model that makes paintings.");
    }

    /// <summary>Reads a model file and checks that its graph has the inputs and outputs that its metadata describes.</summary>
    /// <exception cref="Pix2PitchException">The file is missing, is not ONNX, or is not a generator that this version can run.</exception>
    public static GeneratorFile Read(string path)
    {
        ModelProto model = Parse(path);
        var properties = new Dictionary<string, string>();
        foreach (StringStringEntryProto property in model.MetadataProps) properties[property.Key] = property.Value;
        bool isConverted = properties.GetValueOrDefault(GeneratorMetadata.FormatKey) == $"{GeneratorFormat1.Format}";
        if (isConverted) GeneratorFormat1.Convert(path, model, properties);
        GeneratorMetadata metadata = GeneratorMetadata.FromProperties(properties, path);
        int size = metadata.ImageSize;
        if (metadata.Mel.MelBands != size || metadata.Mel.Frames != size)
        {
            throw new Pix2PitchException($"The metadata of '{path}' describes paintings of size {size}, but a mel-spectrogram of {metadata.Mel.MelBands} bands "
                + $"and {metadata.Mel.Frames} frames; the three must be equal: export the model again.");
        }
        GraphProto graph = model.Graph ?? new GraphProto();
        bool isPainter = metadata.Direction == GeneratorDirection.MusicToPainting;
        if (isPainter) RequireTensor(path, graph.Input, MelInput, TensorProto.Types.DataType.Float, 1, size, size);
        else RequireTensor(path, graph.Input, PaintingInput, TensorProto.Types.DataType.Float, 3, size, size);
        RequireTensor(path, graph.Input, StyleInput, TensorProto.Types.DataType.Float, metadata.Styles.Count);
        RequireTensor(path, graph.Input, SeedInput, TensorProto.Types.DataType.Int32, 1);
        RequireTensor(path, graph.Input, CreativityInput, TensorProto.Types.DataType.Float, 1);
        if (metadata.EmbeddingLength > 0) RequireTensor(path, graph.Input, EmbeddingInput, TensorProto.Types.DataType.Float, metadata.EmbeddingLength);
        else if (graph.Input.Any(input => input.Name == EmbeddingInput)) throw Contradiction(path, "no embedding", $"an input '{EmbeddingInput}'");
        if (isPainter) RequireTensor(path, graph.Output, PaintingOutput, TensorProto.Types.DataType.Float, 3, size, size);
        else RequireTensor(path, graph.Output, MelOutput, TensorProto.Types.DataType.Float, 1, size, size);
        bool makesNotes = graph.Output.Any(output => output.Name == NotesOutput);
        if (makesNotes) RequireTensor(path, graph.Output, NotesOutput, TensorProto.Types.DataType.Float, NoteRoll.ChannelCount, NoteRoll.PitchCount, size);
        return new GeneratorFile(path, model, metadata with { MakesNotes = makesNotes }, isConverted);
    }

    /// <summary>The error for a file that ONNX Runtime cannot run.</summary>
    public static Pix2PitchException CannotRun(string path, Exception cause)
        => new($"ONNX Runtime cannot run '{path}' ({cause.Message.Split('\n')[0].Trim().TrimEnd('.')}): export the model again.", cause);

    private static ModelProto Parse(string path)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: give the model file (*.onnx) in it.");
        if (!File.Exists(path))
            throw new Pix2PitchException($"The model file '{path}' does not exist: check its name, or train and export one.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length == 0) throw new Pix2PitchException($"The model file '{path}' is empty: download or export it again.");
            return ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new Pix2PitchException($"'{path}' cannot be read as an ONNX model: use a model file written by Pix2Pitch's 'export'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The model file '{path}' cannot be opened: check its permissions.", e);
        }
    }

    internal static void RequireTensor(string path, IEnumerable<ValueInfoProto> values, string name, TensorProto.Types.DataType type, params int[] shape)
    {
        TypeProto.Types.Tensor? found = values.FirstOrDefault(v => v.Name == name)?.Type?.TensorType;
        if (found is null || found.ElemType != (int)type)
            throw Contradiction(path, $"a tensor '{name}' of type {type}", "no such tensor");
        // The first dimension is the batch.
        TensorShapeProto.Types.Dimension[] dimensions = [.. found.Shape?.Dim ?? []];
        if (dimensions.Skip(1).Select(d => d.DimValue).SequenceEqual(shape.Select(d => (long)d))) return;
        string foundShape = string.Join(" x ", dimensions.Select(d => d.DimValue > 0 ? $"{d.DimValue}" : d.DimParam));
        throw Contradiction(path, $"'{name}' of shape N x {string.Join(" x ", shape)}", $"one of shape {foundShape}");
    }

    private static Pix2PitchException Contradiction(string path, string described, string found)
        => new($"The metadata of '{path}' describes {described}, but its graph has {found}: export the model again.");
}
