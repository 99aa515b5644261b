using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch;

/// <summary>Runs of ONNX Runtime that can be cancelled.</summary>
internal static class OnnxRun
{
    /// <summary>Runs a network. The session can be used again after a run that was cancelled.</summary>
    /// <param name="run">Runs the session with these options.</param>
    /// <param name="cancellation">Stops the run before the next operator of the graph, also in the bodies of its loops. The operator that is being computed is completed.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled before the run ended.</exception>
    public static T Start<T>(Func<RunOptions, T> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // ONNX Runtime writes what stops a run to stderr. It is thrown too.
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        // Disposed of before the options, and waits for a callback that is running.
        using CancellationTokenRegistration registration = cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, options);
        try
        {
            return run(options);
        }
        catch (OnnxRuntimeException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run of the network was cancelled.", e, cancellation);
        }
    }
}
