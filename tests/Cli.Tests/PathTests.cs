using Pix2Pitch.Generation;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Cli.Tests;

public sealed class PathTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stereo_sound_moves_from_left_to_right()
    {
        ProgramRun run = Generate("a.wav", "--path", "left-to-right", "--stereo");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"\d parts of the painting, style unknown, seed \d+,", run.Output);
        byte[] bytes = File.ReadAllBytes(_folder.File("a.wav"));
        Assert.Equal(2, bytes[22]);
        int frames = BitConverter.ToInt32(bytes, 40) / 4, rate = BitConverter.ToInt32(bytes, 24);
        Assert.Equal(30, (double)frames / rate, 2);
        Assert.True(Power(0, 0, 4) > 5 * Power(1, 0, 4));
        Assert.True(Power(1, 26, 30) > 5 * Power(0, 26, 30));

        double Power(int channel, int from, int to)
            => Enumerable.Range(from * rate, Math.Min((to - from) * rate, frames - from * rate)).Sum(i => Math.Pow(BitConverter.ToInt16(bytes, 44 + 4 * i + 2 * channel), 2));
    }

    [Fact]
    public void What_a_window_does_not_show_does_not_change_its_clip()
    {
        using PaintingToMusic music = PaintingToMusic.Load(fixture.Model, new MusicOptions { Path = PaintingPath.LeftToRight });
        float[] plain = Values(Color.Gray), other = Values(Color.Red);
        int frames = music.Metadata.Mel.Frames;
        // The first clip sees the left half, and fades into the second near its end.
        Assert.Equal(Begin(plain), Begin(other));
        Assert.NotEqual(plain, other);

        float[] Values(Color right)
        {
            using var painting = new Image<Rgb24>(128, 128, Color.Blue);
            for (int y = 0; y < 128; y++)
            {
                for (int x = 64; x < 128; x++) painting[x, y] = right.ToPixel<Rgb24>();
            }
            return music.Generate(painting, seconds: 20).MelSpectrogram.Values;
        }

        float[] Begin(float[] values) => [.. values.Chunk(values.Length / music.Metadata.Mel.MelBands).SelectMany(band => band[..(frames / 2)])];
    }

    [Fact]
    public void Music_of_a_path_is_skipped_only_by_music_of_the_same_path()
    {
        Generate("a.wav", "--path", "regions", "--seconds", "12");
        Assert.Contains("was made before", Generate("a.wav", "--path", "regions", "--seconds", "12").Output);
        Assert.Contains("path-windows", Command.Run(_folder.Path, "describe", "a.wav").Output);
        Assert.DoesNotContain("was made before", Generate("a.wav", "--path", "regions", "--seconds", "12", "--stereo").Output);
        Assert.DoesNotContain("was made before", Generate("a.wav", "--seconds", "12").Output);
        Assert.DoesNotContain("path", Command.Run(_folder.Path, "describe", "a.wav").Output);
    }

    [Fact]
    public void A_heat_map_is_written_beside_the_sound_and_skipped_with_it()
    {
        string[] options = ["--path", "regions", "--seconds", "12", "--heat-map", "heat.png"];
        Assert.Matches(@"heat\.png: what each part of the painting changes in each second, at most \d+\.\d dB", Generate("a.wav", options).Output);
        Assert.Equal("regions", SpectrogramPng.ReadProperties(_folder.File("heat.png"))["pix2pitch.path"]);
        Assert.Contains("was made before", Generate("a.wav", options).Output);
        File.Delete(_folder.File("heat.png"));
        Assert.DoesNotContain("was made before", Generate("a.wav", options).Output);
    }

    [Theory]
    [InlineData("There is no path 'regoins'; did you mean 'regions'?", "--path", "regoins")]
    [InlineData("--path does not go with --engine colours.", "--path", "regions", "--engine", "colours")]
    public void Wrong_paths_are_refused(string expected, params string[] options)
    {
        ProgramRun run = Command.Run(_folder.Path, ["generate", fixture.Painting, .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    private ProgramRun Generate(string output, params string[] more)
        => Command.Run(_folder.Path, ["generate", fixture.Painting, "--model", fixture.Model, "--iterations", "0", "--style", "none", "-o", output, .. more]);
}
