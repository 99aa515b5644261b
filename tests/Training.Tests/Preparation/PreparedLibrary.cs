using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>A small library, prepared once: two shards of paintings and one of music. Tests change copies of the result.</summary>
public sealed class PreparedLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PreparedLibrary()
    {
        SmallLibrary.Write(_folder.File("data"), 66, 6);
        Prepare(_folder.File("out"));
    }

    /// <summary>Prepares the library, or brings a copy up to date.</summary>
    public void Prepare(string output) => new Preparer(new PrepareOptions { Size = 64, TestShare = 0.1 }).Prepare(_folder.File("data"), output);

    /// <summary>Copies what was prepared.</summary>
    public void CopyTo(string output) => FolderContent.Copy(_folder.File("out"), output);

    public void Dispose() => _folder.Dispose();
}
