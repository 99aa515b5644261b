using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Applies ONNX models.</summary>
public static class OnnxCatalog
{
    /// <summary>Applies a model to columns named like its inputs; all its outputs become columns.</summary>
    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(null, null, null, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(null, null, null, gpuDeviceId, fallbackToCpu), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(null, null, shapeDictionary, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(null, null, shapeDictionary, gpuDeviceId, fallbackToCpu), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options([outputColumnName], [inputColumnName], null, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options([outputColumnName], [inputColumnName], null, gpuDeviceId, fallbackToCpu), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Make(catalog, options, options.ModelFile);
    }

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options([outputColumnName], [inputColumnName], shapeDictionary, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options([outputColumnName], [inputColumnName], shapeDictionary, gpuDeviceId, fallbackToCpu), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(outputColumnNames, inputColumnNames, null, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(outputColumnNames, inputColumnNames, null, gpuDeviceId, fallbackToCpu), modelBytes);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(outputColumnNames, inputColumnNames, shapeDictionary, gpuDeviceId, fallbackToCpu), modelFile);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => Make(catalog, Options(outputColumnNames, inputColumnNames, shapeDictionary, gpuDeviceId, fallbackToCpu), modelBytes);

    private static OnnxOptions Options(
        string[] outputs,
        string[] inputs,
        IDictionary<string, int[]> shapes,
        int? gpuDeviceId,
        bool fallbackToCpu)
        => new()
        {
            OutputColumns = outputs,
            InputColumns = inputs,
            ShapeDictionary = shapes,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        };

    private static OnnxScoringEstimator Make(TransformsCatalog catalog, OnnxOptions options, string modelFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelFile);
        return Make(catalog, options, File.ReadAllBytes(modelFile), modelFile);
    }

    private static OnnxScoringEstimator Make(TransformsCatalog catalog, OnnxOptions options, Stream modelBytes)
    {
        ArgumentNullException.ThrowIfNull(modelBytes);
        using var bytes = new MemoryStream();
        modelBytes.CopyTo(bytes);
        return Make(catalog, options, bytes.ToArray(), "the stream");
    }

    private static OnnxScoringEstimator Make(TransformsCatalog catalog, OnnxOptions options, byte[] model, string source)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new OnnxScoringEstimator(new OnnxTransformer(catalog.Context, model, source, options));
    }
}
