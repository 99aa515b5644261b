using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Generation;

/// <summary>An ONNX file that should hold a generator: the contract that its graph keeps, and the check that it does.</summary>
internal static class GeneratorFile
{
    public const string PaintingInput = "Painting";
    public const string StyleInput = "StyleVector";
    public const string NoiseInput = "Noise";
    public const string MelOutput = "MelSpectrogram";

    public static GeneratorMetadata ReadMetadata(string path)
    {
        RequireFile(path);
        using InferenceSession session = Open(path);
        GeneratorMetadata metadata = GeneratorMetadata.FromProperties(session.ModelMetadata.CustomMetadataMap, path);
        int size = metadata.ImageSize;
        if (metadata.Mel.MelBands != size || metadata.Mel.Frames != size)
        {
            string mel = $"a mel image of {metadata.Mel.MelBands} bands and {metadata.Mel.Frames} frames";
            throw Contradiction(path, $"the image size {size}", mel);
        }
        RequireTensor(path, session.InputMetadata, PaintingInput, 3, size, size);
        RequireTensor(path, session.InputMetadata, StyleInput, metadata.Styles.Count);
        if (metadata.NoiseLength > 0) RequireTensor(path, session.InputMetadata, NoiseInput, metadata.NoiseLength);
        RequireTensor(path, session.OutputMetadata, MelOutput, 1, size, size);
        return metadata;
    }

    private static void RequireFile(string path)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: give the model file (*.onnx) in it.");
        if (!File.Exists(path))
            throw new Pix2PitchException($"The model file '{path}' does not exist: check its name, or train and export one.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.ReadByte() < 0) throw new Pix2PitchException($"The model file '{path}' is empty: fetch or export it again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The model file '{path}' cannot be opened: check its permissions.", e);
        }
    }

    private static InferenceSession Open(string path)
    {
        // Only looked at, not run: no optimisation, no threads, and no log lines of ONNX Runtime's own on stderr.
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            IntraOpNumThreads = 1,
        };
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new Pix2PitchException($"'{path}' cannot be read as an ONNX model: give a model file that "
                + "Pix2Pitch's 'export' has written.", e);
        }
    }

    private static void RequireTensor(string path, IReadOnlyDictionary<string, NodeMetadata> tensors, string name, params int[] shape)
    {
        // The first dimension is the batch.
        if (!tensors.TryGetValue(name, out NodeMetadata? found) || found.ElementType != typeof(float))
            throw Contradiction(path, $"a tensor '{name}'", $"none of that name with float values");
        if (found.Dimensions.Skip(1).SequenceEqual(shape)) return;
        string foundShape = string.Join(" x ", found.Dimensions.Select(d => d < 0 ? "N" : $"{d}"));
        throw Contradiction(path, $"'{name}' of shape N x {string.Join(" x ", shape)}", $"one of shape {foundShape}");
    }

    private static Pix2PitchException Contradiction(string path, string said, string found)
        => new($"'{path}' contradicts itself, its metadata speak of {said} and it has {found}: export the model again.");
}
