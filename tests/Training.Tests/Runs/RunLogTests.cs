using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

public sealed class RunLogTests
{
    [Fact]
    public void Rows_after_the_checkpoint_and_an_incomplete_last_row_are_removed()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("log.csv");
        using (var log = new RunLog(path, 0))
        {
            for (int step = 1; step <= 5; step++)
                log.Write(new StepLosses(step, 0.1 * step, 0.5, 0.25, 1, 0.3, false), step == 3 ? new EvaluationMetrics(0.1, 0.2, 0.05, 0.3) : null, 0.25);
        }
        File.AppendAllText(path, "6,0.6,0.5");
        using (var log = new RunLog(path, 3))
            log.Write(new StepLosses(4, 0.4, 1, 1, 1, 1, false), null, 1, "again");
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(RunLog.Header, lines[0]);
        Assert.Equal(["1", "2", "3", "4"], lines.Skip(1).Select(l => l.Split(',')[0]));
        Assert.Equal("3,0.3,0.5,0.25,1,0.3,0.1,0.2,0.5,0.05,0.3,0.2500,,,,,,,,,,,,,,,,,", lines[3]);
        Assert.EndsWith(",again", lines[4]);
    }

    [Fact]
    public void A_loss_that_is_not_used_leaves_its_column_empty()
    {
        using var folder = new TemporaryFolder();
        using (var log = new RunLog(folder.File("log.csv"), 0))
            log.Write(new StepLosses(1, 0.1, 0.5, 0.25, 1, 0.3, false) { Style = 1.5 }, null, 0.25);
        string[][] rows = [.. File.ReadAllLines(folder.File("log.csv")).Select(line => line.Split(','))];
        Assert.Equal("1.5", rows[1][Array.IndexOf(rows[0], "style")]);
        Assert.Equal("", rows[1][Array.IndexOf(rows[0], "mode_seeking")]);
    }

    [Fact]
    public void The_log_of_a_version_with_other_columns_is_continued()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("log.csv", "step,l1,another,d1\n1,0.3,9,0.5\n2,0.2,9,0.4\n3,0.1,9,0.3\n");
        new RunLog(path, 2).Dispose();
        Assert.Equal([RunLog.Header, "1,,0.5,,,0.3,,,,,,,,,,,,,,,,,,,,,,,", "2,,0.4,,,0.2,,,,,,,,,,,,,,,,,,,,,,,"], File.ReadAllLines(path));
    }
}
