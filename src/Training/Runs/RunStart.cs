using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using TorchSharp;

namespace Pix2Pitch.Training.Runs;

/// <summary>What started or continued a run, for people: <c>settings.json</c> and the report list all starts.</summary>
internal sealed record RunStart
{
    /// <summary>The version of this program.</summary>
    [JsonIgnore]
    public static string ProgramVersion { get; }
        = typeof(RunStart).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The step after which the training continued; 0 for a new run.</summary>
    public required long AfterStep { get; init; }

    /// <summary>The command; empty if the training was started from C#.</summary>
    public required string Command { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>The version of libtorch.</summary>
    public required string LibTorch { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string Framework { get; init; }

    /// <summary>The operating system and its processor architecture.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The model of the processor, and how many cores .NET sees.</summary>
    public required string Processor { get; init; }

    /// <summary>What the networks run on.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>What the user was told at the start.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A start on this machine, now.</summary>
    public static RunStart Now(RunState state, string command, IReadOnlyList<string> warnings) => new()
    {
        Started = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()),
        AfterStep = state.Step,
        Command = command,
        Version = ProgramVersion,
        LibTorch = torch.__version__,
        Framework = RuntimeInformation.FrameworkDescription,
        OperatingSystem = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        Processor = string.Create(CultureInfo.InvariantCulture, $"{ProcessorName()}, {Environment.ProcessorCount} cores"),
        Accelerator = state.Accelerator,
        Warnings = warnings,
    };

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo", Key = "model name";
        string? line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
