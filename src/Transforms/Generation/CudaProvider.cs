using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Generation;

/// <summary>
/// Makes ONNX Runtime use an NVIDIA GPU, or explains why it cannot. By itself ONNX Runtime falls back to the CPU silently if a library is missing.
/// </summary>
internal static partial class CudaProvider
{
    private const string Name = "CUDAExecutionProvider";
    private const string Requirement = "ONNX Runtime for GPUs needs CUDA 13 and cuDNN 9";
    private const string Remedy = "install what is missing, or run on the CPU";

    private static readonly string s_fileName = OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";

    /// <summary>Makes a session run on a GPU.</summary>
    /// <param name="options">The session's options.</param>
    /// <param name="deviceId">The number of the GPU, from 0.</param>
    /// <exception cref="Pix2PitchException">The GPU cannot be used; the message names what is missing and the versions that are needed.</exception>
    public static void Append(SessionOptions options, int deviceId)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(Name))
        {
            throw new Pix2PitchException("CUDA was requested, but this program was built with ONNX Runtime for the CPU: build it with "
                + "-p:Accelerator=cuda, or run on the CPU.");
        }
        RequireLibraries();
        try
        {
            options.AppendExecutionProvider_CUDA(deviceId);
        }
        catch (OnnxRuntimeException e)
        {
            throw new Pix2PitchException($"CUDA was requested, but ONNX Runtime cannot use GPU {deviceId} ({e.Message.TrimEnd('.')}): "
                + $"{Requirement}; {Remedy}.", e);
        }
    }

    /// <summary>Checks that sessions can run on the first GPU.</summary>
    /// <exception cref="Pix2PitchException">The GPU cannot be used.</exception>
    public static void Require()
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        Append(options, 0);
    }

    // The message of ONNX Runtime does not name the missing library, the message of the loader does.
    private static void RequireLibraries()
    {
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string? provider = folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory)
            .Select(folder => Path.Combine(folder, s_fileName)).FirstOrDefault(File.Exists);
        if (provider is null) return;
        try
        {
            NativeLibrary.Load(provider); // stays loaded: ONNX Runtime uses the same file
        }
        catch (DllNotFoundException e)
        {
            Match missing = MissingLibrary().Match(e.Message);
            string what = missing.Success ? $"'{missing.Groups[1].Value}' is missing" : $"'{s_fileName}' cannot be loaded";
            throw new Pix2PitchException($"CUDA was requested, but {what}: {Requirement}; {Remedy}.", e);
        }
    }

    [GeneratedRegex(@"(\S+): cannot open shared object file")]
    private static partial Regex MissingLibrary();
}
