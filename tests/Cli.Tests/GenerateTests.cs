using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Cli.Tests;

public sealed class GenerateTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_painting_becomes_a_wav_of_its_name_in_the_current_folder()
    {
        // In a process of its own, as a user runs it.
        CommandRun run = CommandRun.In(_folder.Path, "generate", "--model", fixture.Model, fixture.Painting);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");

        AudioClip sound = AudioReader.Read(_folder.File("Im Garten – 庭.wav"), 4000);
        Assert.Equal(TinyModel.Metadata.Mel.ClipSamples, sound.Samples.Length);
        Assert.Equal([_folder.File("Im Garten – 庭.wav")], Directory.GetFiles(_folder.Path));
        Assert.Contains($"Im Garten – 庭.wav: 10.0 s, 4000 Hz, style judged, seed {SeedOf(fixture.Painting)}, creativity 1, model tiny", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error); // redirected: no progress
    }

    [Fact]
    public void Without_a_seed_each_painting_has_the_seed_of_its_file()
    {
        Generate(fixture.Painting, "-o", "a.wav", "--style", "none");
        Generate(fixture.Other, "-o", "b.wav", "--style", "none");
        Assert.Equal(SeedOf(fixture.Painting).ToString(CultureInfo.InvariantCulture), WaveProperties.Read(_folder.File("a.wav"))["pix2pitch.seed"]);
        Assert.Equal(SeedOf(fixture.Other).ToString(CultureInfo.InvariantCulture), WaveProperties.Read(_folder.File("b.wav"))["pix2pitch.seed"]);
        Assert.NotEqual(SeedOf(fixture.Painting), SeedOf(fixture.Other));
    }

    [Fact]
    public void Relative_paths_start_from_the_current_folder()
    {
        TestPaintings.Write(_folder, "in/a b.png");
        Directory.CreateDirectory(_folder.File("out"));

        Generate("in/a b.png", "-o", "out/c d.wav", "--spectrogram", "out/c d.png");

        Assert.Equal(["c d.png", "c d.wav"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_folder_that_is_named_with_a_slash_is_made_if_it_is_not_there()
    {
        TestPaintings.Write(_folder, "a.png");
        Generate("a.png", "-o", "new/", "--midi", "notes/");
        Assert.True(File.Exists(_folder.File("new", "a.wav")) && File.Exists(_folder.File("notes", "a.mid")));
        Assert.Contains("does not exist; make it first", Command.Run(_folder.Path, "generate", "a.png", "--model", fixture.Model, "-o", "none/new/").Error);
        Assert.False(Directory.Exists(_folder.File("none")));
    }

    [Fact]
    public void The_files_say_how_they_were_made()
    {
        Generate(fixture.Other, "-o", "a.wav", "--spectrogram", "a.png", "--seed", "-7", "--style", "Romantic", "--creativity", "0.5");

        foreach (IReadOnlyDictionary<string, string> properties in new[] { WaveProperties.Read(_folder.File("a.wav")), SpectrogramPng.ReadProperties(_folder.File("a.png")) })
        {
            Assert.Equal("-7", properties["pix2pitch.seed"]);
            Assert.Equal("romanticism", properties["pix2pitch.style"]);
            Assert.Equal("0.5", properties["pix2pitch.creativity"]);
            Assert.Equal("tiny", properties["pix2pitch.name"]);
            Assert.Equal("run-1", properties["pix2pitch.run"]);
            Assert.Equal("other.jpg", properties["pix2pitch.painting"]);
            Assert.Equal(TinyModel.Metadata.Mel, MelOptions.FromJson(properties["pix2pitch.mel"]));
        }
    }

    [Fact]
    public void A_picture_shows_the_painting_beside_its_spectrogram()
    {
        string red = _folder.Write("red.png", PngBytes.Write(8, 8, 8, PngBytes.Rgb, _ => [.. Enumerable.Repeat<byte[]>([200, 0, 0], 8).SelectMany(p => p)]));

        Generate(red, "-o", "a.wav", "--picture", "a.png");

        using Image<Rgb24> picture = Image.Load<Rgb24>(_folder.File("a.png"));
        Assert.InRange(picture.Width, 2 * 512, 1500);
        Assert.InRange(picture.Height, 512, 600);
        Assert.InRange(picture[200, 300].R, 198, 202); // the painting, red
        Assert.Equal(0, picture[200, 300].G);
        Assert.NotEqual(picture[200, 300], picture[900, 300]); // the spectrogram
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Generate(fixture.Other, "-o", "a.wav", "--seed", "1");
        Generate(fixture.Other, "-o", "b.wav", "--seed", "1");
        Generate(fixture.Other, "-o", "c.wav", "--seed", "2");

        Assert.Equal(File.ReadAllBytes(_folder.File("a.wav")), File.ReadAllBytes(_folder.File("b.wav")));
        Assert.NotEqual(AudioReader.Read(_folder.File("a.wav"), 4000).Samples, AudioReader.Read(_folder.File("c.wav"), 4000).Samples);
    }

    [Fact]
    public void Several_paintings_go_into_a_folder_and_equal_names_are_told_apart()
    {
        string again = TestPaintings.Write(_folder, "more/other.png", 9);
        Directory.CreateDirectory(_folder.File("out"));

        Generate(fixture.Painting, fixture.Other, again, "-o", "out", "--spectrogram", "out");

        Assert.Equal(
            ["Im Garten – 庭.png", "Im Garten – 庭.wav", "other-2.png", "other-2.wav", "other.png", "other.wav"],
            Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Longer_music_is_of_successive_seeds_and_invert_makes_it_again()
    {
        ProgramRun run = Generate(fixture.Other, "-o", "a.wav", "--spectrogram", "b.png", "--picture", "look.png", "--seed", "5", "--seconds", "25");

        Assert.Contains("a.wav: 25.0 s, 4000 Hz, style unknown, seeds 5 to 7,", run.Output, StringComparison.Ordinal);
        Assert.Contains("b.png: 64 mel bands x 158 frames", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
        float[] made = AudioReader.Read(_folder.File("a.wav"), 4000).Samples;
        Assert.Equal(25 * 4000, made.Length);
        Assert.InRange(Image.Identify(_folder.File("look.png"))!.Width, 512 + 1024, 2400);

        ProgramRun again = Command.Run(_folder.Path, "invert", "b.png");
        Assert.Contains("b.wav: 25.0 s, 4000 Hz, from 64 mel bands x 158 frames", again.Output, StringComparison.Ordinal);
        Assert.Equal(made, AudioReader.Read(_folder.File("b.wav"), 4000).Samples);
        foreach (string file in new[] { "a.wav", "b.wav", "b.png" })
        {
            string described = Command.Run(_folder.Path, "describe", file).Output;
            Assert.Matches(@"(?m)^seconds +25$", described);
            Assert.Matches(@"(?m)^clips +3$", described);
            Assert.Matches(@"(?m)^seed +5$", described);
        }
    }

    [Theory]
    [InlineData("impressionism", "--artist", "monet, claude")]
    [InlineData("baroque", "--year", "1680", "--place", "Italy")]
    [InlineData("expressionism", "--style", "expressionism", "--artist", "Claude Monet")]
    public void The_style_is_asked_for_or_found(string style, params string[] options)
        => Assert.Contains($"style {style},", Generate([fixture.Other, .. options]).Output, StringComparison.Ordinal);

    [Fact]
    public void A_style_changes_the_music()
    {
        Generate(fixture.Other, "--spectrogram", "a.png", "--style", "baroque");
        Generate(fixture.Other, "--spectrogram", "b.png", "--style", "expressionism");
        Assert.NotEqual(SpectrogramPng.Read(_folder.File("a.png")).Values, SpectrogramPng.Read(_folder.File("b.png")).Values);
    }

    private ProgramRun Generate(params string[] arguments)
    {
        // JudgedStyleTests are about the style that is judged from the picture, which takes time.
        string[] style = arguments.Any(argument => argument is "--style" or "--artist" or "--year") ? [] : ["--style", "none"];
        ProgramRun run = Command.Run(_folder.Path, ["generate", "--model", fixture.Model, .. arguments, .. style]);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }

    // The first eight bytes of the file's SHA-256 as a number, of which the last six digits remain.
    private static ulong SeedOf(string painting) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(File.ReadAllBytes(painting))) % 1_000_000;
}
