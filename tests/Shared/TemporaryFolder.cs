namespace Pix2Pitch.Tests;

/// <summary>A new, empty folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("pix2pitch-test-").FullName;

    /// <summary>The path of a file or folder in it, whether it is there or not.</summary>
    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file, with the folders on the way to it.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string text)
    {
        string path = Prepare(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file, with the folders on the way to it.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, byte[] bytes)
    {
        string path = Prepare(name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A folder left in /tmp is no reason for a test to fail.
        }
    }

    private string Prepare(string name)
    {
        string path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
