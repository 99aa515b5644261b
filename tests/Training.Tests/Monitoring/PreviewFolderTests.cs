using Pix2Pitch.Training.Monitoring;

namespace Pix2Pitch.Training.Tests.Monitoring;

public sealed class PreviewFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void However_long_a_run_is_the_kept_steps_are_its_first_its_last_and_some_spread_between_them(int max)
    {
        PreviewFolder previews = new(_folder.Path);
        for (int step = 10; step <= 400; step += 10)
        {
            Add(previews, step);
            previews.Thin(max);
        }
        long[] kept = [.. previews.Steps];
        Assert.Equal((max, 10, 400), (kept.Length, kept[0], kept[^1]));
        Assert.All(kept.Skip(1).Zip(kept, (later, earlier) => later - earlier), gap => Assert.InRange(gap, 10, 2 * 390.0 / (max - 1)));
        Assert.Equal(2 * 2 * max, Directory.GetFiles(previews.Path).Length);
    }

    [Fact]
    public void Previews_after_the_step_from_which_a_run_continues_are_deleted()
    {
        PreviewFolder previews = new(_folder.Path);
        foreach (int step in (int[])[5, 10, 99_999_999, 100_000_000]) Add(previews, step);
        previews.DeleteAfter(10);
        Assert.Equal([5, 10], previews.Steps);
        Assert.Equal([1, 2], previews.NumbersOf(10));
    }

    [Fact]
    public void Other_files_in_the_folder_are_left_alone()
    {
        _folder.Write("previews/step-notes-of-mine.png", "");
        PreviewFolder previews = new(_folder.Path);
        previews.DeleteAfter(0);
        Assert.Empty(previews.Steps);
        Assert.Single(Directory.GetFiles(previews.Path));
    }

    private static void Add(PreviewFolder previews, long step)
    {
        Directory.CreateDirectory(previews.Path);
        foreach (int number in (int[])[1, 2])
        {
            File.WriteAllText(previews.PictureOf(step, number), "");
            File.WriteAllText(previews.SoundOf(step, number), "");
        }
    }
}
