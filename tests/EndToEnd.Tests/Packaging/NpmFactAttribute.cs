namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>A test that fetches a package with npm. Where there is none, it is skipped with the reason; .ci/run counts that as a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
        => Skip = Program is null ? "No npm is on the PATH; on Debian and Ubuntu, install it with apt-get install npm." : null;

    /// <summary>The npm on the PATH; null if there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")).FirstOrDefault(File.Exists);
}
