using System.Globalization;
using Pix2Pitch.Pages.RunReports;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Runs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Training.Tests.Monitoring;

/// <summary>What a run writes for people who watch it.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class MonitoredRunTests(MonitoredRun run, UninterruptedRun uninterrupted) : IClassFixture<MonitoredRun>, IClassFixture<UninterruptedRun>
{
    private readonly string[][] _log = [.. File.ReadAllLines(run.PathOf("log.csv")).Select(line => line.Split(','))];

    [Fact]
    public void Watching_a_run_does_not_change_it()
        => Assert.Equal(uninterrupted.Losses, TrainingLoopTests.WithoutTime(File.ReadAllLines(run.PathOf("log.csv"))));

    [Fact]
    public void TensorBoard_gets_the_values_of_the_log_once_for_each_step()
    {
        (long, string, float)[] expected = [.. _log.Skip(1).SelectMany(row => _log[0].Zip(row)
            .Where(cell => cell.First is not ("step" or "epoch" or "seconds_per_step" or "note") && cell.Second != "")
            .Select(cell => (long.Parse(row[0]), $"{(cell.First.StartsWith("d1") || cell.First is "d2" or "g" or "l1" ? "loss" : "evaluation")}/{cell.First}", float.Parse(cell.Second))))];
        (long, string, float)[] found = [.. EventFileReader.Read(run.Folder).Where(scalar => scalar.Tag != "speed/seconds_per_step").Select(scalar => (scalar.Step, scalar.Tag, scalar.Value))];
        Assert.Equal(12 * 4 + 3 * 8, expected.Length);
        Assert.Equal(expected.Select(scalar => (scalar.Item1, scalar.Item2)), found.Select(scalar => (scalar.Item1, scalar.Item2)));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Item3, pair.Second.Item3, 1e-6f * Math.Abs(pair.First.Item3))); // the log has nine digits of a double
    }

    [Fact]
    public void TensorBoard_gets_the_time_of_each_step()
        => Assert.Equal(12, EventFileReader.Read(run.Folder).Count(scalar => scalar.Tag == "speed/seconds_per_step" && scalar.Value > 0));

    [Theory]
    [InlineData("pix2pitch.training.steps", "{step}", 9 + 7, 1)]
    [InlineData("pix2pitch.training.examples", "{pair}", 9 + 7, 1)] // the batch size is 1
    public void Steps_and_examples_are_counted(string name, string unit, int count, double value)
    {
        MonitoredRun.Measurement[] found = Of(run.Measurements, name);
        Assert.Equal(count, found.Length);
        Assert.All(found, measurement => Assert.Equal((unit, value, run.RunId), (measurement.Unit, measurement.Value, measurement.Tags["run"])));
    }

    [Fact]
    public void The_duration_of_each_step_is_measured_in_seconds()
        => Assert.Equal(_log.Skip(6).Select(row => row[11]), Of(Continued, "pix2pitch.training.step.duration")
            .Select(measurement => $"{(measurement.Unit == "s" ? measurement.Value : double.NaN):F4}"));

    [Theory]
    [InlineData("pix2pitch.training.loss", "loss", "d1 d2 g l1", 7)]
    [InlineData("pix2pitch.training.evaluation", "value",
        "diversity diversity_real diversity_ratio diversity_seeds validation_l1 nearest_clip nearest_clip_real nearest_ratio", 2)] // after steps 8 and 12
    public void Losses_and_evaluations_are_gauges_with_the_values_of_the_log(string name, string tag, string columnNames, int rows)
    {
        int[] columnNumbers = [.. columnNames.Split(' ').Select(column => Array.IndexOf(_log[0], column))];
        int columns = columnNumbers.Length;
        (string, double)[] expected = [.. _log.Skip(6).Where(row => row[columnNumbers[0]] != "").SelectMany(row =>
            columnNumbers.Select(column => (_log[0][column], double.Parse(row[column]))))];
        (string, double)[] found = [.. Of(Continued, name).Select(measurement => (measurement.Tags[tag], double.Parse(measurement.Value.ToString("G9", CultureInfo.InvariantCulture))))];
        Assert.Equal(columns * rows, found.Length);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void A_bounded_number_of_previews_is_kept_with_the_first_and_the_last()
    {
        IReadOnlyList<long> steps = new PreviewFolder(run.Folder).Steps;
        Assert.Equal((3, 6, 12), (steps.Count, steps[0], steps[^1]));
        Assert.Equal(6, Directory.GetFiles(run.PathOf("previews")).Length); // and nothing else
    }

    [Fact]
    public void A_preview_is_the_painting_beside_two_spectrograms()
    {
        using Image<Rgb24> picture = Image.Load<Rgb24>(new PreviewFolder(run.Folder).PictureOf(12, 1));
        Assert.Equal((1996, 570), (picture.Width, picture.Height)); // three squares of 512 with axes
        // The pixels 10 and 50 from the left, in the middle: of one of the two validation paintings, 8 times enlarged.
        Assert.Contains(((int[])[4, 5]).Select(number => Samples.Painting(number)), painting => ((int[])[10, 50]).All(x =>
        {
            Rgb24 pixel = picture[16 + 8 * x + 4, 16 + 8 * 32 + 4];
            byte[] found = [pixel.R, pixel.G, pixel.B];
            return Enumerable.Range(0, 3).All(c => Math.Abs(found[c] - 127.5 * (painting[c * 4096 + 32 * 64 + x] + 1)) < 4);
        }));
        // The real mel-spectrograms have three values; what the network makes of the painting has many.
        Assert.Equal(3, Colours(picture, 1352));
        Assert.InRange(Colours(picture, 626), 20, 4096);
    }

    [Fact]
    public void A_preview_has_ten_seconds_of_music_that_name_the_run_and_the_step()
    {
        string path = new PreviewFolder(run.Folder).SoundOf(12, 1);
        IReadOnlyDictionary<string, string> properties = WaveProperties.Read(path);
        Assert.Equal((run.RunId, "12"), (properties["pix2pitch.run"], properties["pix2pitch.step"]));
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(2 * 220_500, BitConverter.ToInt32(bytes, 40));
        Assert.Contains(bytes[44..(44 + 2 * 220_500)].Chunk(2), sample => Math.Abs(BitConverter.ToInt16(sample, 0)) > 3000);
    }

    [Fact]
    public void The_settings_say_what_started_the_run_and_what_continued_it()
    {
        IReadOnlyList<RunStart> starts = RunFolder.ReadHistory(run.Folder, run.RunId);
        Assert.Equal([0, 5], starts.Select(start => start.AfterStep));
        Assert.All(starts, start =>
        {
            Assert.Equal("train \"my data\"", start.Command);
            Assert.StartsWith("2.10.0", start.LibTorch);
            Assert.StartsWith("0.2.0", start.Version);
            Assert.Contains($"{Environment.ProcessorCount} cores", start.Processor);
            Assert.InRange((DateTimeOffset.UtcNow - start.Started).TotalMinutes, -1, 30);
        });
        Assert.Contains("\"Command\": \"train \\\"my data\\\"\"", File.ReadAllText(run.PathOf("settings.json"))); // as one writes it, not \u0022
    }

    [Fact]
    public void The_report_is_written_from_the_folder_and_has_all_steps()
    {
        RunReport report = RunReportBuilder.Build(run.Folder);
        Assert.Equal((run.RunId, 12, 12, 2), (report.RunId, report.Step, report.LastStep, report.Starts.Count));
        Assert.Equal(["d1", "d2", "g", "l1"], report.Losses.Select(curve => curve.Name));
        Assert.Equal(_log.Skip(1).Select(row => (double.Parse(row[0]), float.Parse(row[5]))), report.Losses[3].Values.Select(point => (point.Step, (float)point.Value)));
        Assert.Equal(["diversity", "diversity_real", "diversity_ratio", "diversity_seeds", "validation_l1", "nearest_clip", "nearest_clip_real", "nearest_ratio"], report.Evaluations.Select(curve => curve.Name));
        Assert.Equal(File.ReadAllBytes(new PreviewFolder(run.Folder).SoundOf(12, 1)), Assert.Single(report.Previews).Wave);
        Assert.Equal(2, report.EarlierPreviews.Count);
        Assert.Contains(report.Options, option => option == new RunOption("Width", "4", "16"));
        Assert.Equal(report.ToHtml(), File.ReadAllText(run.PathOf("report.html")));
    }

    [Fact]
    public void The_report_warns_of_a_winning_discriminator_and_of_outputs_that_hardly_differ_and_leaves_out_damaged_previews()
    {
        using var folder = new TemporaryFolder();
        File.Copy(run.PathOf("checkpoint.p2p"), folder.File("checkpoint.p2p"));
        folder.Write("log.csv", "step,diversity_ratio,note\n1,0.9,\n2,,discriminator winning\n3,0.17,discriminator paused\n");
        folder.Write("previews/step-00000002-1.png", "cut off");
        RunReport report = RunReportBuilder.Build(folder.Path);
        Assert.Equal(2, report.Warnings.Count);
        Assert.StartsWith("In 2 of the last 3 steps the discriminator was winning", report.Warnings[0]);
        Assert.StartsWith("The outputs differ 17 % as much as real clips", report.Warnings[1]);
        Assert.Empty(report.Previews);
        Assert.Empty(report.Starts);
    }

    private static MonitoredRun.Measurement[] Of(IEnumerable<MonitoredRun.Measurement> measurements, string name)
        => [.. measurements.Where(measurement => measurement.Name == name)];

    private IEnumerable<MonitoredRun.Measurement> Continued => run.Measurements.Skip(run.Killed);

    private static int Colours(Image<Rgb24> picture, int left)
        => Enumerable.Range(0, 512 * 512).Select(i => picture[left + i % 512, 16 + i / 512]).Distinct().Count();
}
