namespace Pix2Pitch.Transforms.Tests.Paintings;

/// <summary>
/// Checks that copies of paintings in the folder for temporary files are deleted. Tests that make copies share a collection, so that they do
/// not run at the same time.
/// </summary>
internal static class TemporaryPaintings
{
    public const string Collection = "Temporary paintings";

    /// <summary>Runs an action, and checks that it leaves no copy behind, also if it throws.</summary>
    public static void AssertNoneRemains(Action action)
    {
        string[] before = Files();
        try
        {
            action();
        }
        finally
        {
            // Other processes may be making copies now; they delete them soon.
            Assert.True(SpinWait.SpinUntil(() => !Files().Except(before).Any(), TimeSpan.FromSeconds(10)), "A copy of a painting remains in the folder for temporary files.");
        }
    }

    public static string[] Files() => [.. Directory.EnumerateFiles(Path.GetTempPath(), "pix2pitch-*")];
}

/// <summary>A stream that cannot seek and counts how often it is read.</summary>
internal sealed class CountingStream(byte[] content) : MemoryStream(content)
{
    public int BytesRead { get; private set; }

    /// <summary>Called after each read.</summary>
    public Action? AfterRead { get; init; }

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer)
    {
        int read = base.Read(buffer);
        BytesRead += read;
        AfterRead?.Invoke();
        return read;
    }
}
