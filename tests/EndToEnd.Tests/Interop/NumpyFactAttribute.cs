namespace Pix2Pitch.EndToEnd.Tests.Interop;

/// <summary>A test that runs a Python with numpy. Where there is none, it is skipped with the reason; .ci/run counts that as a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NumpyFactAttribute : FactAttribute
{
    public NumpyFactAttribute()
        => Skip = Program is null ? "No Python with numpy was found; on Debian and Ubuntu, install it with apt-get install python3-numpy." : null;

    /// <summary>The first Python that has numpy: that of the system, then those on the PATH; null if none has.</summary>
    public static string? Program { get; } = new[] { "/usr/bin/python3" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => (string[])[Path.Combine(folder, "python3"), Path.Combine(folder, "python.exe")]))
        .FirstOrDefault(program => File.Exists(program) && CommandRun.Start(Path.GetTempPath(), null, program, "-c", "import numpy").ExitCode == 0);
}
