using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class OcclusionMapTests : IDisposable
{
    private const int Cells = OcclusionMap.Cells, Size = TinyModel.Size;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The tiny generator makes each frame from one column of the painting, so the cells of a column change its frames only.
    [Fact]
    public void A_cell_changes_the_seconds_that_are_made_from_it_by_the_difference_of_the_mel_spectrograms()
    {
        string painting = Stripes();
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        OcclusionMap map = music.MeasureOcclusion(painting, seed: 3);
        Assert.Equal(10, map.Seconds);

        MelSpectrogram whole = music.Generate(painting, seed: 3).MelSpectrogram;
        foreach ((int row, int column) in ((int, int)[])[(0, 0), (2, 5), (7, 7)])
        {
            MelSpectrogram hidden = music.Generate(Hidden(painting, row, column), seed: 3).MelSpectrogram;
            for (int second = 0; second < map.Seconds; second++)
            {
                int[] frames = [.. Enumerable.Range(0, Size).Where(frame => (int)((double)frame * whole.Options.HopLength / whole.Options.SampleRate) == second)];
                double expected = frames.Length == 0 ? 0
                    : frames.Average(frame => Enumerable.Range(0, Size).Average(band => Math.Abs(whole.Values[band * Size + frame] - hidden.Values[band * Size + frame]) * whole.Options.TopDecibels / 2));
                // The mean colour is rounded to 8 bits in the reference.
                Assert.Equal(expected, map[second, row, column], 0.05);
                Assert.Equal(frames.Any(frame => frame / Cells == column), map[second, row, column] > 0.05);
            }
        }
    }

    [Fact]
    public void A_painting_of_one_colour_has_no_part_that_matters()
    {
        using var plain = new Image<Rgb24>(Size, Size, Color.Teal);
        plain.SaveAsPng(_folder.File("plain.png"));
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        Assert.Equal(0, music.MeasureOcclusion(_folder.File("plain.png")).Max, 1e-4f);
    }

    [Fact]
    public void Along_a_path_a_cell_changes_only_the_clips_whose_windows_show_it()
    {
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder), new MusicOptions { Path = PaintingPath.LeftToRight });
        OcclusionMap map = music.MeasureOcclusion(Stripes(), seconds: 28); // three clips
        Assert.Equal(28, map.Seconds);
        for (int row = 0; row < Cells; row++)
        {
            Assert.All(Enumerable.Range(0, 9), second => Assert.Equal(0, map[second, row, Cells - 1])); // the first clip shows the left half
            Assert.All(Enumerable.Range(11, 17), second => Assert.Equal(0, map[second, row, 0]));
        }
        Assert.True(Enumerable.Range(0, 9).Max(second => map[second, 4, 0]) > 0.1);
        Assert.True(Enumerable.Range(19, 9).Max(second => map[second, 4, Cells - 1]) > 0.1);
    }

    [Fact]
    public void The_picture_has_a_panel_for_each_second_and_the_recipe_of_the_music()
    {
        string painting = Stripes();
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        music.MeasureOcclusion(painting, seed: 3).WritePicture(_folder.File("map.png"));
        using Image<Rgb24> picture = Image.Load<Rgb24>(_folder.File("map.png"));
        Assert.Equal(12 + 10 * 140, picture.Width);
        Assert.Equal("3", SpectrogramPng.ReadProperties(_folder.File("map.png"))["pix2pitch.seed"]);
        // The largest change is the brightest of all.
        Assert.True(Brightest(picture) > 150);
    }

    [Fact]
    public void It_reports_all_64_cells_and_can_be_cancelled()
    {
        string painting = Stripes();
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        var reported = new List<(int Done, int Count)>();
        music.MeasureOcclusion(painting, progress: new Reports(reported));
        Assert.Equal(Enumerable.Range(1, 64).Select(i => (i, 64)), reported);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => music.MeasureOcclusion(painting, progress: new Cancels(source), cancellation: source.Token));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 8, 0)]
    [InlineData(0, 0, 8)]
    [InlineData(10, 0, 0)]
    public void There_are_no_other_cells(int second, int row, int column)
    {
        using PaintingToMusic music = PaintingToMusic.Load(TinyModel.Write(_folder));
        OcclusionMap map = music.MeasureOcclusion(Stripes());
        Assert.Throws<ArgumentOutOfRangeException>(() => map[second, row, column]);
    }

    private string Stripes() => TestPaintings.Write(_folder, "stripes.png", width: Size, height: Size);

    private static Image<Rgb24> Hidden(string painting, int row, int column)
    {
        float[] pixels = PaintingReader.Read(painting, new PaintingOptions { Size = Size });
        byte[] mean = [.. pixels.Chunk(Size * Size).Select(plane => (byte)Math.Round((plane.Average() + 1) * 127.5f))];
        Image<Rgb24> image = Image.Load<Rgb24>(painting);
        for (int y = row * Size / Cells; y < (row + 1) * Size / Cells; y++)
        {
            for (int x = column * Size / Cells; x < (column + 1) * Size / Cells; x++) image[x, y] = new Rgb24(mean[0], mean[1], mean[2]);
        }
        return image;
    }

    private static int Brightest(Image<Rgb24> picture)
    {
        int max = 0;
        for (int y = 12; y < 12 + 128; y++)
        {
            for (int x = 12; x < 12 + 128; x++) max = Math.Max(max, (picture[x, y].R + picture[x, y].G + picture[x, y].B) / 3);
        }
        return max;
    }

    private sealed class Reports(List<(int Done, int Count)> all) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value) => all.Add(value);
    }

    private sealed class Cancels(CancellationTokenSource source) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value) => source.Cancel();
    }
}
