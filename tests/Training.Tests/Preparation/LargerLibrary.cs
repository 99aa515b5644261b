using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>A library of three shards of paintings and two of music, and what one undisturbed thread makes of it. Tests only read both.</summary>
public sealed class LargerLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LargerLibrary()
    {
        SmallLibrary.Write(Data, 130, 66);
        new Preparer(Options with { Threads = 1 }).Prepare(Data, Prepared);
    }

    /// <summary>Those of <c>prepare --size 64</c>.</summary>
    internal static PrepareOptions Options { get; } = new() { Size = 64 };

    /// <summary>The folder of the lists, pictures and recordings.</summary>
    public string Data => _folder.File("data");

    /// <summary>The prepared folder.</summary>
    public string Prepared => _folder.File("prepared");

    public void Dispose() => _folder.Dispose();
}
