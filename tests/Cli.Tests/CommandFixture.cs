namespace Pix2Pitch.Cli.Tests;

/// <summary>A model and two paintings that the tests of the command share.</summary>
public sealed class CommandFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandFixture()
    {
        Model = TinyModel.Write(_folder);
        Painting = TestPaintings.Write(_folder, "Im Garten – 庭.png", 1);
        Other = TestPaintings.Write(_folder, "other.jpg", 5);
    }

    public string Model { get; }

    /// <summary>A PNG whose name has a space and letters that are not Latin.</summary>
    public string Painting { get; }

    /// <summary>A JPEG of something else.</summary>
    public string Other { get; }

    public void Dispose() => _folder.Dispose();
}
