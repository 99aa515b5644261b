using Pix2Pitch.Generation;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class PathFinderTests
{
    private const int Side = 64;

    private static readonly double[] s_starts = [0, 8, 16, 24, 32];

    [Fact]
    public void From_left_to_right_windows_of_half_the_width_move_from_border_to_border_and_overlap()
    {
        PathWindow[] windows = PathFinder.Find(PaintingPath.LeftToRight, new float[3 * Side * Side], Side, s_starts);
        Assert.Equal([0, 0.125, 0.25, 0.375, 0.5], windows.Select(window => window.Left));
        Assert.All(windows, window => Assert.Equal((0, 0.5, 1), (window.Top, window.Width, window.Height)));
        Assert.Equal(s_starts, windows.Select(window => window.Start));
        Assert.Equal(0.25, Assert.Single(PathFinder.Find(PaintingPath.LeftToRight, new float[3 * Side * Side], Side, [0])).Left);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(40, 48)]
    public void The_first_region_has_the_spot_that_stands_out(int x, int y)
    {
        float[] rgb = Grey();
        Checker(rgb, x, y, 8);
        PathWindow window = PathFinder.Find(PaintingPath.Regions, rgb, Side, [0])[0];
        Assert.InRange(x / (double)Side, window.Left, window.Left + 0.5 - 8.0 / Side);
        Assert.InRange(y / (double)Side, window.Top, window.Top + 0.5 - 8.0 / Side);
    }

    [Fact]
    public void The_second_region_is_another_one()
    {
        float[] rgb = Grey();
        Checker(rgb, 4, 4, 12);
        Checker(rgb, 50, 50, 8);
        PathWindow[] windows = PathFinder.Find(PaintingPath.Regions, rgb, Side, [0, 8]);
        Assert.True(windows[0] is { Left: < 0.25, Top: < 0.25 }, $"{windows[0]}");
        Assert.True(windows[1] is { Left: > 0.25, Top: > 0.25 }, $"{windows[1]}");
    }

    [Fact]
    public void The_regions_of_an_empty_painting_are_its_four_quarters()
        => Assert.Equal([(0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5)], PathFinder.Find(PaintingPath.Regions, Grey(), Side, [0, 8, 16, 24]).Select(window => (window.Left, window.Top)).Order());

    [Fact]
    public void A_window_is_cut_at_its_place_and_one_of_full_height_is_made_half_as_high()
    {
        float[] rgb = [.. Enumerable.Range(0, 3 * Side * Side).Select(i => (float)i)];
        float[] part = PathFinder.Cut(rgb, Side, new PathWindow(0.25, 0.5, 0.5, 0.5, 0));
        Assert.Equal(3 * 32 * 32, part.Length);
        Assert.Equal(rgb[32 * Side + 16], part[0]);
        Assert.Equal(rgb[(2 * Side + 63) * Side + 47], part[^1]);
        Assert.Equal((rgb[16] + rgb[Side + 16]) / 2, PathFinder.Cut(rgb, Side, new PathWindow(0.25, 0, 0.5, 1, 0))[0]);
    }

    private static float[] Grey() => new float[3 * Side * Side];

    private static void Checker(float[] rgb, int left, int top, int size)
    {
        for (int c = 0; c < 3; c++)
        {
            for (int y = top; y < top + size; y++)
            {
                for (int x = left; x < left + size; x++) rgb[(c * Side + y) * Side + x] = (x + y) % 2 == 0 ? 1 : 0.2f;
            }
        }
    }
}
