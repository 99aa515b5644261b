using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;

namespace Pix2Pitch.Cli.Tests;

public sealed class PaintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PaintTests()
    {
        TinyModel.WritePainter(_folder);
        WaveWriter.Write(_folder.File("song.wav"), [.. Enumerable.Range(0, 15 * 8000).Select(n => (float)(0.5 * Math.Sin(n * (0.1 + n * 2e-6))))], 8000);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Music_becomes_a_painting_that_describe_explains()
    {
        ProgramRun run = Succeeds("paint", "song.wav", "-o", "painting.png", "--model", "painter.onnx", "--style", "baroque", "--seed", "4", "--creativity", "0.5", "--start", "3.5");

        Assert.StartsWith("painting.png: 64 x 64 pixels, style baroque, seed 4, creativity 0.5, from 3.5 s, model tiny, made in", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
        Assert.Equal((64, 64), Image.Identify(_folder.File("painting.png")) is { } image ? (image.Width, image.Height) : default);
        string described = Succeeds("describe", "painting.png").Output;
        foreach (string line in (string[])["recording +song.wav", "start +3.5", "seed +4", "style +baroque", "creativity +0.5", "name +tiny", "direction +MusicToPainting"])
            Assert.Matches($@"(?m)^{line}\r?$", described);
        Assert.Matches(@"(?m)^direction +MusicToPainting\r?$", Succeeds("describe", "painter.onnx").Output);
    }

    [Fact]
    public void Without_a_name_the_recordings_is_used_and_its_cover_is_not_replaced()
    {
        Assert.StartsWith("song.png: ", Succeeds("paint", "song.wav", "--model", "painter.onnx").Output, StringComparison.Ordinal);
        Assert.Contains("replaces an older file", Succeeds("paint", "song.wav", "--model", "painter.onnx", "--seed", "2").Output, StringComparison.Ordinal);

        TestPaintings.Write(_folder, "song.png");
        byte[] cover = File.ReadAllBytes(_folder.File("song.png"));
        Refused(1, "'song.png' was not made from 'song.wav' and is kept", "paint", "song.wav", "--model", "painter.onnx");
        Assert.Equal(cover, File.ReadAllBytes(_folder.File("song.png")));
    }

    [Fact]
    public void Without_a_model_a_sentence_says_how_to_train_one()
        => Refused(1, "train one with 'train --kind CycleGan', export it with 'export --direction music-to-painting'", "paint", "song.wav", "-o", "a.png");

    [Fact]
    public void A_model_of_the_other_direction_is_refused_by_both_commands()
    {
        TinyModel.Write(_folder, "to-music.onnx");
        string painting = TestPaintings.Write(_folder, "b.png");
        Refused(1, "'to-music.onnx' makes music of paintings", "paint", "song.wav", "-o", "a.png", "--model", "to-music.onnx");
        Refused(1, "'painter.onnx' makes paintings of music", "generate", painting, "-o", "a.wav", "--style", "none", "--model", "painter.onnx");
    }

    [Theory]
    [InlineData(1, "'gone.wav' does not exist", "gone.wav", "-o", "a.png")]
    [InlineData(1, "'folder' is a folder", "folder", "-o", "a.png")]
    [InlineData(1, "'gone.onnx' does not exist", "song.wav", "-o", "a.png", "--model", "gone.onnx")]
    [InlineData(1, "'song.wav' lasts 15 s and ends before the offset of 20 s", "song.wav", "-o", "a.png", "--start", "20")]
    [InlineData(1, "missing", "song.wav", "-o", "missing/a.png")]
    [InlineData(2, "must end with .png", "song.wav", "-o", "a.jpg")]
    [InlineData(2, "--start must be a number from 0", "song.wav", "-o", "a.png", "--start", "-1")]
    [InlineData(2, "--creativity must be a number from 0 to 1", "song.wav", "-o", "a.png", "--creativity", "2")]
    [InlineData(2, "There is no style 'cubism'", "song.wav", "-o", "a.png", "--style", "cubism")]
    [InlineData(2, "'paint' needs the argument <recording>")]
    public void What_goes_wrong_is_said_in_a_sentence(int expected, string words, params string[] arguments)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        Refused(expected, words, ["paint", .. arguments, .. arguments.Contains("--model") ? (string[])[] : ["--model", "painter.onnx"]]);
    }

    private ProgramRun Succeeds(params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }

    private void Refused(int expected, string words, params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.True(run.ExitCode == expected, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        if (expected == 1) Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists(_folder.File("a.png")) || File.Exists(_folder.File("a.wav")));
    }
}
