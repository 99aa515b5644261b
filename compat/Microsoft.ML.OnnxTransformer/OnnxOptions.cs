namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How an ONNX model is applied.</summary>
public sealed class OnnxOptions
{
    /// <summary>The model file.</summary>
    public string ModelFile;

    /// <summary>The inputs of the graph, which are columns of the same names; null: all.</summary>
    public string[] InputColumns;

    /// <summary>The outputs of the graph, which become columns of the same names; null: all.</summary>
    public string[] OutputColumns;

    /// <summary>The GPU; null: the context's, and the CPU if that is null too.</summary>
    public int? GpuDeviceId;

    /// <summary>Whether the CPU is used if the GPU fails.</summary>
    public bool FallbackToCpu;

    /// <summary>Shapes, by name of input or output, where the graph leaves dimensions open.</summary>
    public IDictionary<string, int[]> ShapeDictionary;

    /// <summary>How deep the model's messages may be nested. ONNX Runtime has its own limit.</summary>
    public int RecursionLimit = 100;

    /// <summary>Threads for nodes side by side; null: ONNX Runtime's choice.</summary>
    public int? InterOpNumThreads;

    /// <summary>Threads inside a node; null: ONNX Runtime's choice.</summary>
    public int? IntraOpNumThreads;
}
