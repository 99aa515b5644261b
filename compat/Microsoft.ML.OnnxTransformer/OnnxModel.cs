using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A session of ONNX Runtime with the bytes that it was made of. Several threads may run it at once.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private bool _disposed;

    public OnnxModel(MLContext context, byte[] bytes, string source, OnnxOptions options)
    {
        Bytes = bytes;
        try
        {
            _session = Open(context, bytes, options);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or InvalidOperationException)
        {
            _runOptions.Dispose();
            throw new InvalidOperationException($"Error initializing model '{source}': {exception.Message}", exception);
        }
    }

    public byte[] Bytes { get; }

    public IEnumerable<string> InputNames => _session.InputNames;

    public IEnumerable<string> OutputNames => _session.OutputNames;

    public OnnxNode Input(string name, IDictionary<string, int[]> shapes) => Node(name, _session.InputMetadata, shapes, "input");

    public OnnxNode Output(string name, IDictionary<string, int[]> shapes) => Node(name, _session.OutputMetadata, shapes, "output");

    /// <summary>Computes the outputs, which the caller disposes of.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(string[] inputNames, OrtValue[] inputs, string[] outputNames)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _session.Run(_runOptions, inputNames, inputs, outputNames);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static OnnxNode Node(
        string name,
        IReadOnlyDictionary<string, NodeMetadata> nodes,
        IDictionary<string, int[]> shapes,
        string role)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!nodes.TryGetValue(name, out NodeMetadata node))
            throw new InvalidOperationException(
                $"Column {name} doesn't match {role} node names of model. It has: {string.Join(", ", nodes.Keys)}.");
        int[] given = null;
        shapes?.TryGetValue(name, out given);
        return new OnnxNode(name, node, given);
    }

    private static InferenceSession Open(MLContext context, byte[] bytes, OnnxOptions options)
    {
        if ((options.GpuDeviceId ?? context.GpuDeviceId) is { } device)
        {
            try
            {
                return Open(bytes, options, device);
            }
            catch (Exception exception) when ((options.FallbackToCpu || context.FallbackToCpu)
                && exception is OnnxRuntimeException or InvalidOperationException)
            {
                string message = $"GPU {device} cannot be used, so the model runs on the CPU: {exception.Message}";
                context.Write(message, ChannelMessageKind.Warning, nameof(OnnxTransformer));
            }
        }
        return Open(bytes, options, null);
    }

    private static void UseGpu(SessionOptions session, int device)
    {
        try
        {
            session.AppendExecutionProvider_CUDA(device);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new InvalidOperationException("The ONNX Runtime that is installed has no support for CUDA.", exception);
        }
    }

    private static InferenceSession Open(byte[] bytes, OnnxOptions options, int? device)
    {
        using var session = new SessionOptions();
        if (options.InterOpNumThreads is { } inter) session.InterOpNumThreads = inter;
        if (options.IntraOpNumThreads is { } intra) session.IntraOpNumThreads = intra;
        if (device is { } id) UseGpu(session, id);
        return new InferenceSession(bytes, session);
    }
}
