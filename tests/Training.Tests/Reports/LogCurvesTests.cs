using System.Globalization;
using Pix2Pitch.Pages.RunReports;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Tests.Reports;

public sealed class LogCurvesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(299)]
    [InlineData(601)]
    [InlineData(20_011)]
    public void A_curve_has_few_points_all_of_the_log_and_the_moving_mean_at_each(int rows)
    {
        var random = new Random(rows);
        float[] values = [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle())];
        RunCurve curve = Read(values).WithMean("g", "");
        Assert.InRange(curve.Values.Count, Math.Min(rows, 600), Math.Min(rows, 600));
        Assert.All(curve.Values, point => Assert.Equal(values[(int)point.Step - 1], (float)point.Value));
        Assert.Equal(curve.Values.Select(point => point.Step).Order(), curve.Values.Select(point => point.Step));
        Assert.Equal(Math.Min(rows, 300), curve.Mean.Count);
        Assert.All(curve.Mean, point =>
            Assert.Equal(values.Take((int)point.Step).TakeLast(curve.Window).Average(value => (double)value), point.Value, 1e-9));
        if (rows == 0) return;
        Assert.Equal((values.Min(), values.Max()), ((float)curve.Values.Min(point => point.Value), (float)curve.Values.Max(point => point.Value)));
        Assert.Equal(rows, curve.Mean[^1].Step);
    }

    [Fact]
    public void A_torn_row_and_what_is_no_number_are_left_out()
    {
        string path = _folder.Write("log.csv", "step,g,diversity_ratio,note\n1,0.5,,\n2,NaN,0.25,discriminator winning\nthree,1,1,\n3,0.75,,discriminator paused\n4,0.1");
        LogCurves log = LogCurves.Read(path);
        Assert.Equal([(1.0, 0.5), (3.0, 0.75)], log.Plain("g", "").Values);
        Assert.Equal((3L, 0.25, (2, 3)), (log.LastStep, log.Last("diversity_ratio"), log.Winning(1000)));
        Assert.Equal((1, 1), log.Winning(1));
        Assert.Null(log.Last("validation_l1"));
    }

    private LogCurves Read(float[] values) => LogCurves.Read(_folder.Write(
        "log.csv", "step,g\n" + string.Concat(values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{value}\n")))));

    [Fact]
    public void The_value_of_a_step_comes_with_the_mean_of_the_steps_before()
    {
        using var folder = new TemporaryFolder();
        LogCurves log = LogCurves.Read(folder.Write("log.csv", "step,g\n1,4\n2,2\n3,6\n5,1\n"));
        Assert.Equal((6.0, 4.0), log.At("g", 3, 2));
        Assert.Equal((2.0, 3.0), log.At("g", 2, 100));
        Assert.Null(log.At("g", 4, 2));
        Assert.Null(log.At("d1", 3, 2));
    }
}
