using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Generation;

/// <summary>
/// Runs a generator in ONNX Runtime without a pipeline. Thread-safe: all threads share one session and one copy of the weights.
/// </summary>
internal sealed class GeneratorSession : IDisposable
{
    private readonly Lock _lock = new();
    private readonly InferenceSession _session;
    private readonly string[] _outputs;
    private int _runs; // protected by _lock: the number of threads that are using the session
    private bool _disposed;

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="accelerator">The processor or GPU that the network runs on.</param>
    /// <param name="direction">What the generator must make of what.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is missing, is not a generator that this version can run or has the other direction, or the accelerator cannot be used.
    /// </exception>
    public GeneratorSession(string path, Accelerator accelerator = Accelerator.Cpu, GeneratorDirection direction = GeneratorDirection.PaintingToMusic)
    {
        GeneratorFile file = GeneratorFile.Read(path, direction);
        Metadata = file.Metadata;
        Hash = GeneratedMusic.HashOf(path);
        string output = direction == GeneratorDirection.MusicToPainting ? GeneratorFile.PaintingOutput : GeneratorFile.MelOutput;
        _outputs = Metadata.MakesNotes ? [output, GeneratorFile.NotesOutput] : [output];
        using SessionOptions options = OnnxSessionOptions.Create();
        if (accelerator == Accelerator.Cuda) CudaProvider.Append(options, 0);
        _session = file.Open(options);
    }

    public GeneratorMetadata Metadata { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the model file.</summary>
    public string Hash { get; }

    /// <summary>Generates one clip, or one painting.</summary>
    /// <param name="image">The painting, 3 x S x S values in [-1, 1]; for a generator of paintings the mel-spectrogram, S x S values.</param>
    /// <param name="style">One value for each style; all 0 if the style is unknown.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="creativity">From 0 to 1.</param>
    /// <param name="embedding">The embedding of the picture; null for unknown. Ignored if the generator does not take it.</param>
    /// <param name="cancellation">Stops the run after the operator that is being computed.</param>
    /// <returns>
    /// The mel-spectrogram, S x S values in [-1, 1], band 0 first; for a generator of paintings 3 x S x S values. The notes: [16, 88, S] of 0 and 1, or null if the generator
    /// makes none.
    /// </returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public (float[] Image, float[]? Notes) Run(float[] image, float[] style, int seed, float creativity, float[]? embedding = null, CancellationToken cancellation = default)
    {
        Enter();
        try
        {
            int size = Metadata.ImageSize;
            bool isPainter = Metadata.Direction == GeneratorDirection.MusicToPainting;
            using OrtValue imageValue = OrtValue.CreateTensorValueFromMemory(image, [1, isPainter ? 1 : 3, size, size]);
            using OrtValue styleValue = OrtValue.CreateTensorValueFromMemory(style, [1, style.Length]);
            using OrtValue seedValue = OrtValue.CreateTensorValueFromMemory([seed], [1, 1]);
            using OrtValue creativityValue = OrtValue.CreateTensorValueFromMemory([creativity], [1, 1]);
            using OrtValue? embeddingValue = Metadata.EmbeddingLength == 0 ? null
                : OrtValue.CreateTensorValueFromMemory(embedding ?? new float[Metadata.EmbeddingLength], [1, Metadata.EmbeddingLength]);
            var inputs = new Dictionary<string, OrtValue>
            {
                [isPainter ? GeneratorFile.MelInput : GeneratorFile.PaintingInput] = imageValue,
                [GeneratorFile.StyleInput] = styleValue,
                [GeneratorFile.SeedInput] = seedValue,
                [GeneratorFile.CreativityInput] = creativityValue,
            };
            if (embeddingValue is not null) inputs[GeneratorFile.EmbeddingInput] = embeddingValue;
            using IDisposableReadOnlyCollection<OrtValue> outputs = OnnxRun.Start(options => _session.Run(options, inputs, _outputs), cancellation);
            return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs.Count > 1 ? outputs[1].GetTensorDataAsSpan<float>().ToArray() : null);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Frees the session, or has the last running thread free it: freeing a session in use crashes the process.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            if (_runs == 0) _session.Dispose();
        }
    }

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _runs++;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_runs == 0 && _disposed) _session.Dispose();
        }
    }
}
