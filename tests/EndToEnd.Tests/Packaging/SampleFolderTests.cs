using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>The folders of samples, each built alone from the packages, do what they say.</summary>
[Collection(PackageTests.Name)]
public sealed partial class SampleFolderTests(PackedPackages packed)
{
    private static readonly string s_samples = Path.Combine(TestData.RepositoryRoot, "samples");
    private static readonly string s_demo = Path.Combine(TestData.RepositoryRoot, "data", "demo");

    private static string Painting => Path.Combine(s_demo, "paintings", "impressionism-harbour-first-sun.png");

    public static TheoryData<string> Projects => [.. Directory.EnumerateFiles(s_samples, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(s_samples, path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_sample_uses_the_versions_of_the_repository(string project)
    {
        foreach (XElement reference in XDocument.Load(Path.Combine(s_samples, project)).Descendants("PackageReference"))
        {
            var name = (string)reference.Attribute("Include")!;
            string expected = name.StartsWith("Pix2Pitch.", StringComparison.Ordinal) ? PackedPackages.Version
                : name.StartsWith("NetVips.Native.", StringComparison.Ordinal) ? NativePackages.LibVipsVersion
                : name.StartsWith("libtorch-cpu-", StringComparison.Ordinal) ? NativePackages.LibTorchVersion
                : name == "Microsoft.ML.OnnxRuntime" ? NativePackages.OnnxRuntimeVersion
                : name == "Microsoft.ML.DnnImageFeaturizer.ResNet18" ? NativePackages.ImageNetworkVersion
                : throw new InvalidDataException($"{name} is not known to this test.");
            Assert.Equal(expected, (string)reference.Attribute("Version")!);
        }
    }

    [Fact]
    public void Every_sample_is_in_the_list_of_samples()
    {
        string list = File.ReadAllText(Path.Combine(s_samples, "README.md"));
        Assert.All(Directory.EnumerateDirectories(s_samples).Select(Path.GetFileName), name => Assert.Contains($"]({name}/", list));
    }

    [Fact]
    public void Simple_makes_music_of_one_painting()
    {
        string folder = packed.NewFolder("simple");
        packed.Run(folder, "dotnet", packed.Program("Simple"), Painting, "music.wav");
        AssertMusic(Path.Combine(folder, "music.wav"));
        Assert.Equal("7", WaveProperties.Read(Path.Combine(folder, "music.wav"))["pix2pitch.seed"]);
        Assert.True(File.ReadAllLines(Path.Combine(s_samples, "Simple", "Program.cs")).Length <= 12);
    }

    [Fact]
    public void Batch_makes_music_of_every_painting_of_a_list()
    {
        string folder = packed.NewFolder("batch");
        string[] paintings = Copy(folder, "paintings", "baroque-", "romanticism-");
        File.WriteAllLines(Path.Combine(folder, "list.csv"), ["file,style", .. paintings.Select(name => $"paintings/{name}.png,{name.Split('-')[0]}")]);
        string printed = packed.Run(folder, "dotnet", packed.Program("Batch"), "list.csv", "music");
        Assert.Equal(paintings, Directory.EnumerateFiles(Path.Combine(folder, "music")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(paintings, name => AssertMusic(Path.Combine(folder, "music", name + ".wav")));
        Assert.Matches("(?i)baroque-.*: baroque", printed);
        Assert.Matches("(?i)romanticism-.*: romanticism", printed);
    }

    [Fact]
    public async Task WebApi_answers_with_the_same_music_for_several_clients_at_once_and_refuses_what_is_no_painting()
    {
        using Process server = packed.Start(packed.NewFolder("web"), "dotnet", packed.Program("WebApi"), "--urls", "http://127.0.0.1:0");
        try
        {
            string address = await AddressOfAsync(server);
            using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(5) };
            Assert.Contains("ensemble", await client.GetStringAsync("health"));

            byte[] painting = await File.ReadAllBytesAsync(Painting);
            byte[][] answers = await Task.WhenAll(new[] { 1, 1, 2 }.Select(async seed =>
            {
                using var content = new ByteArrayContent(painting);
                using HttpResponseMessage answer = await client.PostAsync($"music?seed={seed}", content);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal("audio/wav", answer.Content.Headers.ContentType?.MediaType);
                return await answer.Content.ReadAsByteArrayAsync();
            }));
            Assert.Equal(answers[0], answers[1]);
            Assert.NotEqual(answers[0], answers[2]);
            string file = Path.Combine(packed.NewFolder("web-answer"), "music.wav");
            await File.WriteAllBytesAsync(file, answers[0]);
            AssertMusic(file);

            using var text = new StringContent("no painting");
            using HttpResponseMessage refused = await client.PostAsync("music", text);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    [Fact]
    public void TrainOnFolders_trains_a_model_that_makes_music()
    {
        string folder = packed.NewFolder("train");
        packed.Run(folder, "dotnet", packed.Program("TrainOnFolders"), Path.Combine(s_demo, "paintings.csv"), Path.Combine(s_demo, "music.csv"), "run", "4");
        Assert.Equal(5, File.ReadAllLines(Path.Combine(folder, "run", "log.csv")).Length); // a header and four steps
        GeneratorMetadata metadata = GeneratorMetadata.Read(Path.Combine(folder, "run", "model.onnx"));
        Assert.Equal("my-model", metadata.Name);
        Assert.Equal(MelOptions.Small64, metadata.Mel);
        Assert.True(File.Exists(Path.Combine(folder, "run", "model.zip")));
        Assert.Equal("my-model", WaveProperties.Read(Path.Combine(folder, "run", "music.wav"))["pix2pitch.name"]);
    }

    [Fact]
    public void CrossValidation_tells_the_styles_of_paintings_apart_better_than_chance()
    {
        string printed = packed.Run(packed.NewFolder("folds"), "dotnet", packed.Program("CrossValidation"), Path.Combine(s_demo, "paintings.csv"), "3");
        double[] accuracies = [.. Accuracies().Matches(printed).Select(match => double.Parse(match.Groups[1].Value))];
        Assert.Equal(2, accuracies.Length);
        Assert.All(accuracies, accuracy => Assert.InRange(accuracy, 0, 1));
        Assert.True(accuracies.Max() > 0.2, printed); // five styles
    }

    [Theory]
    [InlineData("Simple")]
    [InlineData("Batch")]
    [InlineData("TrainOnFolders")]
    [InlineData("CrossValidation")]
    public void Without_arguments_a_sample_says_how_it_is_used(string name)
    {
        using Process process = packed.Start(packed.NewFolder($"usage-{name}"), "dotnet", packed.Program(name));
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("Usage: ", error);
    }

    private static string[] Copy(string folder, string name, params string[] beginnings)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        string[] files = [.. beginnings.Select(beginning => Directory.EnumerateFiles(Path.Combine(s_demo, name), beginning + "*").Order(StringComparer.Ordinal).First())];
        foreach (string file in files) File.Copy(file, Path.Combine(folder, name, Path.GetFileName(file)));
        return [.. files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    // ASP.NET Core prints the address, with the port that the system chose.
    private static async Task<string> AddressOfAsync(Process server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await server.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Addresses().Match(line) is { Success: true } match)
            {
                _ = server.StandardOutput.ReadToEndAsync(CancellationToken.None); // so that the server can go on printing
                return match.Value;
            }
        }
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    private static void AssertMusic(string wave)
    {
        AudioClip sound = AudioReader.Read(wave, 22050);
        Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
        Assert.Contains(sound.Samples, sample => Math.Abs(sample) > 0.1f);
    }

    [GeneratedRegex(@"accuracy (\d\.\d+)")]
    private static partial Regex Accuracies();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Addresses();
}
