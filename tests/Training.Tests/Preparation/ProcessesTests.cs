using System.Diagnostics;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Commands;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>Real processes that are killed, share the work, or get in each other's way.</summary>
public sealed class ProcessesTests(LargerLibrary library) : IClassFixture<LargerLibrary>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Four_shares_in_four_processes_give_the_same_bytes_as_one_process_and_merging_copies_nothing()
    {
        string data = library.Data, shared = _folder.File("shared");
        TrainingProcess[] processes = [.. Enumerable.Range(0, 4).Select(i => Start(data, shared, "--shard", $"{i}/4"))];
        for (int i = 0; i < 4; i++)
        {
            (int code, string output, string error) = processes[i].Wait();
            Assert.Equal((0, ""), (code, error));
            Assert.Contains($"share {i}/4", output);
            processes[i].Dispose();
        }
        Assert.False(File.Exists(Path.Combine(shared, "prepared.json")));
        Dictionary<string, DateTime> before = Directory.GetFiles(shared, "*.npy", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Assert.Equal(5, before.Count);

        string summary = Finish(data, shared);
        Assert.Contains("Paintings: 3 shards were already made.", summary);
        Assert.Contains("Music: 2 shards were already made.", summary);
        Assert.All(before, file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        FolderContent.AssertSame(library.Prepared, shared);
    }

    [Fact]
    public void Killed_again_and_again_it_ends_with_the_same_bytes_and_what_was_published_before_can_be_opened_all_the_while()
    {
        // Published first: fewer works, in another order.
        string data = SmallLibrary.Write(_folder.File("data"), 40, 6), published = _folder.File("published"), undisturbed = _folder.File("undisturbed");
        Prepare(data, published);
        SmallLibrary.Write(data, 150, 8); // three shards and one
        Reverse(Path.Combine(data, "paintings.csv"));
        Reverse(Path.Combine(data, "music.csv"));

        TimeSpan whole;
        using (TrainingProcess process = Start(data, undisturbed))
        {
            Assert.True(process.EndsWithin(TimeSpan.MaxValue));
            AssertWell(process.Wait());
            whole = process.ProcessorTime;
        }

        // On a busy machine a process can get to its end before it is looked at again: then once more, with smaller steps.
        string killed = published;
        int kills = 0;
        for (int steps = 40; kills < 5 && steps <= 160; steps *= 2)
        {
            killed = _folder.File($"killed-{steps}");
            FolderContent.Copy(published, killed);
            kills = KillUntilDone(data, killed, whole / 5, whole / steps);
        }
        Assert.True(kills >= 5, $"It was killed {kills} times only.");
        Assert.NotEqual(File.ReadAllText(Path.Combine(published, "prepared.json")), File.ReadAllText(Path.Combine(killed, "prepared.json")));

        Finish(data, killed);
        FolderContent.AssertSame(undisturbed, killed);
    }

    [Fact]
    public void Two_at_once_on_one_folder_share_the_work_and_both_end_well()
    {
        string data = library.Data, together = _folder.File("together");
        using (TrainingProcess first = Start(data, together), second = Start(data, together))
        {
            AssertWell(first.Wait());
            AssertWell(second.Wait());
        }
        FolderContent.AssertSame(library.Prepared, together);
    }

    [Fact]
    public void Two_at_once_with_different_music_on_one_folder_leave_one_of_both_whole()
    {
        string data = library.Data, less = SmallLibrary.Write(_folder.File("less"), 130, 20), together = _folder.File("together");
        FolderContent.Copy(library.Prepared, together);
        using (TrainingProcess first = Start(data, together), second = Start(less, together))
        {
            AssertWell(first.Wait());
            AssertWell(second.Wait());
        }
        Assert.Empty(PreparedVerifier.Verify(together).Damages);
        using var prepared = new PreparedData(together);
        Assert.Contains(prepared.Clips.Count, (int[])[20, 66]);
    }

    [Fact]
    public void Ctrl_C_keeps_what_is_done_and_the_same_command_goes_on()
    {
        string data = library.Data, stopped = _folder.File("stopped");
        using (TrainingProcess process = Start(data, stopped))
        {
            process.WaitUntil(() => Directory.Exists(stopped) && Directory.GetFiles(stopped, "paintings-*.json", SearchOption.AllDirectories).Length > 0);
            process.Interrupt();
            (int code, _, string error) = process.Wait();
            Assert.Equal(1, code);
            Assert.Contains("run the same command to continue", Assert.Single(error.TrimEnd('\n').Split('\n')));
        }
        Assert.Empty(Directory.GetFiles(stopped, "*.part", SearchOption.AllDirectories));
        Assert.Contains("already made", Finish(data, stopped));
        FolderContent.AssertSame(library.Prepared, stopped);
    }

    [Fact]
    public void A_place_that_takes_no_more_is_named_in_a_sentence_and_the_same_command_goes_on_later()
    {
        string data = SmallLibrary.Write(_folder.File("data"), 66, 4), full = _folder.File("full"), undisturbed = _folder.File("undisturbed");
        // No file may become larger than 200 KiB (bash counts in KiB): the first shard, 64 paintings of 12 KiB, cannot be written.
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 200; exec \"$@\"", "bash", "dotnet", "exec", TrainingProcess.Program, .. Arguments(data, full)])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // which makes a large file of its own
        using (var process = Process.Start(start)!)
        {
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(1, process.ExitCode);
            Assert.Contains("cannot be written to", Assert.Single(error.TrimEnd('\n').Split('\n')));
        }
        Assert.Empty(Directory.GetFiles(full, "*.part", SearchOption.AllDirectories));
        Finish(data, full);
        Prepare(data, undisturbed);
        FolderContent.AssertSame(undisturbed, full);
    }

    private static void Prepare(string data, string output) => new Preparer(LargerLibrary.Options).Prepare(data, output);

    /// <summary>Kills the program after a little more of its work each time, until it gets to the end.</summary>
    /// <returns>How often it was killed.</returns>
    private static int KillUntilDone(string data, string output, TimeSpan first, TimeSpan step)
    {
        var random = new Random(4);
        int kills = 0;
        for (TimeSpan time = first; ; time += step * (0.5 + random.NextDouble()))
        {
            using TrainingProcess process = Start(data, output);
            bool ended = process.EndsWithin(time);
            process.KillAtOnce();
            process.Wait();
            AssertCanBeOpened(output);
            if (ended)
                return kills;
            kills++;
        }
    }

    private static void AssertCanBeOpened(string folder)
    {
        using var data = new PreparedData(folder);
        var painting = new float[3 * 64 * 64];
        var mel = new float[64 * 64];
        foreach (TrainingPair pair in data.Training)
        {
            data.ReadPainting(pair.Painting, painting);
            data.ReadMel(pair.Mel, mel);
        }
    }

    private static void AssertWell((int Code, string Output, string Error) end) => Assert.Equal((0, ""), (end.Code, end.Error));

    private static void Reverse(string list)
    {
        string[] lines = File.ReadAllLines(list);
        File.WriteAllLines(list, [lines[0], .. lines.Skip(1).Reverse()]);
    }

    private static string[] Arguments(string data, string output, params string[] more) => ["prepare", data, "-o", output, "--size", "64", "--judge-styles", "none", .. more];

    private static TrainingProcess Start(string data, string output, params string[] more) => TrainingProcess.Start(Arguments(data, output, more));

    /// <summary>Does in the process of the tests what the program does when it is started once more.</summary>
    /// <returns>What it says.</returns>
    private static string Finish(string data, string output)
    {
        PrepareReport report = new Preparer(LargerLibrary.Options).Prepare(data, output);
        Assert.NotNull(report.Info);
        using var summary = new StringWriter();
        PrepareSummary.Write(summary, output, ShardShare.All, report);
        return summary.ToString();
    }
}
