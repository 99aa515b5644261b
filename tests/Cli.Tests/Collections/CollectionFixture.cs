using System.Text;

namespace Pix2Pitch.Cli.Tests.Collections;

/// <summary>A browser, and a collection of four works with titles of all kinds, made by the command.</summary>
[CollectionDefinition(Name)]
public sealed class CollectionFixture : IAsyncLifetime, IDisposable, ICollectionFixture<CollectionFixture>
{
    public const string Name = "one collection for all tests";

    /// <summary>Titles that could break a page: markup, text from right to left with marks of direction, a very long word, none.</summary>
    public static IReadOnlyList<string> Titles { get; } = ["<script>document.title='broken'</script> & \"quotes\"", "حديقة الزهور \u202Egnp", new string('W', 120), ""];

    private readonly TemporaryFolder _folder = new();

    public Chromium Chromium { get; } = new();

    /// <summary>The folder with the pictures, the list and the model.</summary>
    public string Source => _folder.Path;

    public string List => _folder.File("list.csv");

    public string Model { get; private set; } = "";

    /// <summary>The collection.</summary>
    public string Folder => _folder.File("music");

    internal ProgramRun Run { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Model = TinyModel.Write(_folder);
        var list = new StringBuilder("number,file,title,artist,year,licence\n");
        int[] numbers = [3, 12, 7, 400];
        for (int i = 0; i < numbers.Length; i++)
        {
            TestPaintings.Write(_folder, $"{i}.png", i + 1, width: 90 - 20 * i, height: 50 + 15 * i);
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"{numbers[i]},{i}.png,\"{Titles[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\",{(i == 1 ? "" : "Claude Monet")},{1870 + i},CC0 1.0\n");
        }
        File.WriteAllText(List, list.ToString());
        Run = Make("music");
        await Chromium.InitializeAsync();
    }

    /// <summary>Makes the collection in another folder, or again.</summary>
    internal ProgramRun Make(string output, params string[] options)
        => Command.Run(_folder.Path, ["collection", "list.csv", "-o", output, "--model", Model, "--iterations", "0", "--title", "Four <works>", "--address", "https://museum.example/m", .. options]);

    public Task DisposeAsync() => Chromium.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
