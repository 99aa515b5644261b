using System.Diagnostics;
using System.Globalization;

namespace Pix2Pitch.Tests;

/// <summary>The command <c>pix2pitch</c>, run in another process.</summary>
internal sealed class CommandRun
{
    private CommandRun(int exitCode, string output, string error, long peakBytes)
        => (ExitCode, Output, Error, PeakBytes) = (exitCode, output, error, peakBytes);

    /// <summary>The program, in the folder of the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "pix2pitch.dll");

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>The peak memory of the process (VmHWM).</summary>
    public long PeakBytes { get; }

    /// <summary>Runs the command in a folder and waits for its end.</summary>
    public static CommandRun In(string folder, params string[] arguments) => Start(folder, null, "dotnet", [Program, .. arguments]);

    /// <summary>Runs any program; <paramref name="started"/> may do something to the process while it runs.</summary>
    public static CommandRun Start(string folder, Action<Process>? started, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        started?.Invoke(process);
        long peak = 0;
        long begun = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(10))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            if (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(12)) continue;
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end: {error.Result}");
        }
        return new CommandRun(process.ExitCode, output.Result, error.Result, peak);
    }

    private static long PeakOf(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd("kB"), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
