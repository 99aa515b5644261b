using Pix2Pitch.Generation;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Cli.Tests;

public sealed class InvertTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_spectrogram_becomes_the_sound_that_was_made_with_it()
    {
        Run("generate", fixture.Other, "--model", fixture.Model, "--style", "none", "-o", "a.wav", "--spectrogram", "b.png");

        ProgramRun run = Run("invert", "b.png");

        Assert.Contains("b.wav: 10.0 s, 4000 Hz", run.Output, StringComparison.Ordinal);
        float[] made = AudioReader.Read(_folder.File("a.wav"), 4000).Samples, inverted = AudioReader.Read(_folder.File("b.wav"), 4000).Samples;
        Assert.Equal(made, inverted);
        IReadOnlyDictionary<string, string> properties = WaveProperties.Read(_folder.File("b.wav"));
        Assert.Equal("b.png", properties["pix2pitch.spectrogram"]);
        Assert.Equal("other.jpg", properties["pix2pitch.painting"]);
    }

    [Fact]
    public void A_spectrogram_keeps_how_many_iterations_its_sound_had_and_another_number_can_be_asked_for()
    {
        Run("generate", fixture.Other, "--model", fixture.Model, "--style", "none", "-o", "preview.wav", "--spectrogram", "a.png", "--iterations", "0");
        Run("invert", "a.png", "-o", "again.wav");
        Run("invert", "a.png", "-o", "other.wav", "--iterations", "32");

        float[] preview = Samples("preview.wav");
        Assert.Equal(preview, Samples("again.wav"));
        Assert.NotEqual(preview, Samples("other.wav"));
        Assert.Equal("0", WaveProperties.Read(_folder.File("again.wav"))["pix2pitch.iterations"]);
        Assert.Equal("32", WaveProperties.Read(_folder.File("other.wav"))["pix2pitch.iterations"]);

        float[] Samples(string name) => AudioReader.Read(_folder.File(name), 4000).Samples;
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("many")]
    public void Iterations_out_of_range_are_refused(string number)
    {
        ProgramRun run = Command.Run(_folder.Path, "invert", "a.png", "--iterations", number);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--iterations must be a whole number from 0 to 10,000, not '{number}'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_says_nothing_needs_a_preset()
    {
        using (var image = new Image<Rgb24>(64, 64, new Rgb24(40, 40, 40)))
        {
            for (int x = 0; x < 64; x++) image[x, 40] = new Rgb24(255, 255, 255);
            image.SaveAsPng(_folder.File("plain.png"));
        }

        ProgramRun refused = Command.Run(_folder.Path, "invert", "plain.png");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--preset", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("plain.wav")));

        Run("invert", "plain.png", "--preset", "small64", "-o", "sound.wav");
        Assert.Contains(AudioReader.Read(_folder.File("sound.wav"), 4000).Samples, v => Math.Abs(v) > 0.1f);
    }

    [Fact]
    public void Describe_shows_what_files_say_of_themselves()
    {
        Run("generate", fixture.Other, "--model", fixture.Model, "--style", "none", "-o", "a.wav", "--spectrogram", "a.png", "--seed", "3");

        Assert.Contains("trained-on", Run("describe", fixture.Model).Output, StringComparison.Ordinal);
        foreach (string file in new[] { "a.wav", "a.png" })
        {
            string output = Run("describe", file).Output;
            Assert.Matches(@"(?m)^seed +3$", output);
            Assert.Matches(@"(?m)^name +tiny$", output);
            Assert.Matches(@"(?m)^painting +other\.jpg$", output);
        }
    }

    [Fact]
    public void Describe_does_not_show_the_training_time_as_the_length_of_the_music()
    {
        GeneratorMetadata metadata = TinyModel.Metadata with { Details = new Dictionary<string, string> { ["seconds"] = "3600" } };
        string model = TinyGenerator.Write(_folder.File("trained.onnx"), TinyModel.Size, metadata.ToProperties());
        Run("generate", fixture.Other, "--model", model, "-o", "a.wav");
        foreach (string file in new[] { model, "a.wav" })
        {
            string output = Run("describe", file).Output;
            Assert.Matches(@"(?m)^training-seconds +3600$", output);
            Assert.DoesNotContain("detail.seconds", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Describe_goes_by_the_content_and_refuses_what_says_nothing()
    {
        File.Copy(fixture.Model, _folder.File("model.wav"));
        Assert.Contains("tiny", Run("describe", "model.wav").Output, StringComparison.Ordinal);

        WaveWriter.Write(_folder.File("mute.wav"), new float[100], 8000);
        foreach ((string file, string reason) in new[] { ("mute.wav", "no metadata"), ("gone.onnx", "does not exist"), (".", "is a folder"), ("text.txt", "neither a model file nor a WAV file, spectrogram picture or MIDI file") })
        {
            _folder.Write("text.txt", "only text");
            ProgramRun run = Command.Run(_folder.Path, "describe", file);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(reason, run.Error, StringComparison.Ordinal);
            Assert.Contains($"'{file}'", run.Error, StringComparison.Ordinal);
        }
    }

    private ProgramRun Run(params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }
}
