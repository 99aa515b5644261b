using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Pix2Pitch.Cli.Tests.Collections;

[Collection(CollectionFixture.Name)]
public sealed class CollectionCommandTests(CollectionFixture fixture) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_collection_is_a_folder_with_everything_that_its_pages_need()
    {
        Assert.True(fixture.Run.ExitCode == 0, fixture.Run.Error);
        Assert.StartsWith("music/index.html: 4 works, ", fixture.Run.Output, StringComparison.Ordinal);
        string[] files = Files(fixture.Folder);
        Assert.Equal(
            ["collection.css", "collection.json", "data.json", "de/index.html", "de/kiosk.html", "de/labels.html", "de/museum.md", "de/works/12.html", "de/works/3.html", "de/works/400.html", "de/works/7.html"],
            files.TakeWhile(file => !file.StartsWith("es/", StringComparison.Ordinal)));
        Assert.Equal(4 * 4, files.Count(file => file.StartsWith("media/", StringComparison.Ordinal)));
        Assert.Subset(files.ToHashSet(), new HashSet<string> { "index.html", "kiosk.html", "labels.html", "manifest.json", "museum.md", "works/3.html", "player.js", "kiosk.js" });
        Assert.Empty(Directory.GetDirectories(fixture.Source, ".music*"));
    }

    [Fact]
    public void Every_file_says_where_it_comes_from()
    {
        JsonElement work = JsonDocument.Parse(File.ReadAllText(Path.Combine(fixture.Folder, "collection.json"))).RootElement.GetProperty("works")[0];
        string stem = Path.Combine(fixture.Folder, "media", work.GetProperty("key").GetString()!);
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(fixture.Source, "0.png"))))[..16];
        string model = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(fixture.Model)))[..16];
        IReadOnlyDictionary<string, string> wave = WaveProperties.Read($"{stem}.wav");
        Assert.Equal((hash, model, (Convert.ToUInt64(hash, 16) % 1_000_000).ToString(CultureInfo.InvariantCulture), "a machine", "CC0 1.0"),
            (wave["pix2pitch.painting-hash"], wave["pix2pitch.model-hash"], wave["pix2pitch.seed"], wave["pix2pitch.made-by"], wave["pix2pitch.painting-licence"]));
        foreach (string picture in (string[])[$"{stem}.jpg", $"{stem}-small.jpg"])
        {
            ExifProfile exif = Image.Identify(picture)!.Metadata.ExifProfile!;
            Assert.Contains(hash, exif.GetValue(ExifTag.ImageDescription)!.Value, StringComparison.Ordinal);
            Assert.Equal("CC0 1.0", exif.GetValue(ExifTag.Copyright)!.Value);
        }
        foreach (string page in (string[])["works/3.html", "data.json", "manifest.json", "museum.md", "collection.json"])
        {
            string text = File.ReadAllText(Path.Combine(fixture.Folder, page));
            Assert.Contains(model, text, StringComparison.Ordinal);
            Assert.Contains("made by a machine", text.Replace("Made", "made", StringComparison.Ordinal).Replace("\"madeBy\":\"a", "made by a", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_record_for_programs_has_the_members_that_it_had_in_0_2()
    {
        string then = Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", "0.2", "reports", "collection.json");
        Assert.Subset(Members(Path.Combine(fixture.Folder, "collection.json")), Members(then));

        static HashSet<string> Members(string file)
        {
            JsonElement root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            Assert.Equal(1, root.GetProperty("format").GetInt32());
            return [.. Names(root, ""), .. Names(root.GetProperty("model"), "model."), .. root.GetProperty("works").EnumerateArray().SelectMany(work => Names(work, "work."))];
        }

        static IEnumerable<string> Names(JsonElement item, string before) => item.EnumerateObject().Select(member => before + member.Name);
    }

    [Fact]
    public void The_pictures_have_the_proportions_of_the_paintings_and_are_not_enlarged()
    {
        JsonElement[] works = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(fixture.Folder, "collection.json"))).RootElement.GetProperty("works").EnumerateArray()];
        IImageInfo picture = Image.Identify(Path.Combine(fixture.Folder, "media", works.Single(work => work.GetProperty("number").GetInt32() == 400).GetProperty("key").GetString() + ".jpg"))!;
        Assert.Equal((30, 95), (picture.Width, picture.Height));
    }

    [Fact]
    public void The_same_again_gives_the_same_bytes_without_making_music()
    {
        Dictionary<string, string> first = Hashes(fixture.Folder);
        DateTime made = File.GetLastWriteTimeUtc(Directory.GetFiles(Path.Combine(fixture.Folder, "media"), "*.wav")[0]);
        Assert.Equal(0, fixture.Make("again").ExitCode);
        Assert.Equal(first, Hashes(Path.Combine(fixture.Source, "again")));

        // A page was changed by somebody, and a piece of music is gone.
        File.WriteAllText(Path.Combine(fixture.Source, "again", "index.html"), "broken");
        File.Delete(Directory.GetFiles(Path.Combine(fixture.Source, "again", "media"), "*.wav")[0]);
        Assert.Equal(0, fixture.Make("again").ExitCode);
        Assert.Equal(first, Hashes(Path.Combine(fixture.Source, "again")));
        Assert.True(made < DateTime.UtcNow);
    }

    [Fact]
    public void Killed_in_the_middle_it_goes_on_and_ends_with_the_same_bytes()
    {
        string building = Path.Combine(fixture.Source, ".killed.new", "media");
        CommandRun killed = CommandRun.Start(fixture.Source, process =>
        {
            while (!process.HasExited && !(Directory.Exists(building) && Directory.EnumerateFiles(building, "*.json").Any())) Thread.Sleep(2);
            process.Kill();
        }, "dotnet", CommandRun.Program, "collection", "list.csv", "-o", "killed", "--model", fixture.Model, "--iterations", "0", "--title", "Four <works>", "--address", "https://museum.example/m");
        Assert.NotEqual(0, killed.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(fixture.Source, "killed")));
        Dictionary<string, DateTime> kept = Directory.GetFiles(building, "*.json").ToDictionary(file => Path.GetFileName(file)!, File.GetLastWriteTimeUtc);
        Assert.NotEmpty(kept);
        Assert.Equal(0, fixture.Make("killed").ExitCode);
        Assert.Equal(Hashes(fixture.Folder), Hashes(Path.Combine(fixture.Source, "killed")));
        Assert.All(kept, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(Path.Combine(fixture.Source, "killed", "media", file.Key))));
    }

    [Fact]
    public void A_full_disk_leaves_the_old_collection_and_says_what_to_do()
    {
        _folder.Write("music/collection.json", "old");
        CommandRun run = CommandRun.Start(_folder.Path, null, "bash", "-c", // a minute of music is larger than a file may be
            $"trap '' XFSZ; ulimit -f 200; DOTNET_EnableWriteXorExecute=0 exec dotnet '{CommandRun.Program}' collection '{fixture.List}' -o music --model '{fixture.Model}' --iterations 0 --seconds 60");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be written (a file would become larger than is allowed here); choose another folder or free some space.", run.Error, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(_folder.File("music", "collection.json")));
        Assert.Equal(["collection.json"], Files(_folder.File("music")));
    }

    [Fact]
    public void Works_that_cannot_be_used_are_left_out_and_counted()
    {
        TestPaintings.Write(_folder, "a.png", 1);
        _folder.Write("broken.jpg", "no picture");
        _folder.Write("list.csv", "file,title\na.png,A\ngone.png,B\nbroken.jpg,C\n");
        ProgramRun run = Command.Run(_folder.Path, "collection", "list.csv", "--model", fixture.Model, "--iterations", "0", "--languages", "es");
        Assert.Equal(1, run.ExitCode);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal($"Line 3 of 'list.csv' is left out: the picture '{_folder.File("gone.png")}' does not exist.", lines[0]);
        Assert.StartsWith($"'{_folder.File("broken.jpg")}' is not an image", lines[1], StringComparison.Ordinal);
        Assert.Contains("There are no QR codes", lines[2], StringComparison.Ordinal);
        Assert.Equal("2 of 3 works were left out; the reasons are above.", lines[3]);
        string[] files = Files(_folder.File("collection"));
        Assert.Contains("works/1.html", files);
        Assert.DoesNotContain("manifest.json", files);
        Assert.Contains("<html lang=\"es\" dir=\"ltr\">", File.ReadAllText(_folder.File("collection", "index.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--languages", "en,xx", "--languages must be one or more of de, en, es, separated by commas, not 'en,xx'.")]
    [InlineData("--address", "museum.example", "--address must be the address of a folder on the web, such as https://museum.example/music/, not 'museum.example'.")]
    public void Wrong_options_are_refused(string option, string value, string sentence)
    {
        ProgramRun run = Command.Run(_folder.Path, "collection", ".", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pictures_of_a_IIIF_manifest_are_listed_for_curl_and_used_when_they_are_there()
    {
        string Canvas(int n) => $$"""
            { "id": "https://x.example/c{{n}}", "type": "Canvas", "label": { "none": ["Work {{n}}"] }, "width": 1, "height": 1, "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting",
              "body": { "id": "https://x.example/{{n}}/full/max/0/default.jpg", "type": "Image" } } ] } ] }
            """;
        _folder.Write("m.json", $$"""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "label": { "en": ["The museum"] }, "items": [ {{Canvas(1)}}, {{Canvas(2)}} ] }""");
        ProgramRun refused = Command.Run(_folder.Path, "collection", "m.json", "--model", fixture.Model);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--list-images > images.txt", refused.Error, StringComparison.Ordinal);

        ProgramRun list = Command.Run(_folder.Path, "collection", "m.json", "--list-images");
        string[] lines = list.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("url = \"https://x.example/1/full/max/0/default.jpg\"", lines[3]);
        foreach (string output in lines.Where(line => line.StartsWith("output = ", StringComparison.Ordinal)))
            TestPaintings.Write(_folder, Path.GetRelativePath(_folder.Path, output["output = \"".Length..^1]), 2);
        ProgramRun made = Command.Run(_folder.Path, "collection", "m.json", "--model", fixture.Model, "--iterations", "0", "--languages", "en");
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Contains("<h1><bdi>The museum</bdi></h1>", File.ReadAllText(_folder.File("collection", "index.html")), StringComparison.Ordinal);
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Hashes(string folder) => Files(folder).ToDictionary(file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file)))));
}
