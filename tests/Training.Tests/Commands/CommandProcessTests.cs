using System.Diagnostics;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary>The program in processes of its own, which are killed, get signals, or cannot write.</summary>
public sealed class CommandProcessTests
{
    private static readonly string[] s_quick = ["--width", "4", "--threads", "1", "--seed", "3", "--evaluate-every", "4", "--sound-paintings", "0", "--preview-minutes", "0", "--no-report"];

    [Fact]
    public void A_disk_that_is_full_ends_the_run_with_a_sentence_when_the_log_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        using TrainingProcess process = TrainingProcess.Start(["train", data, "-o", run, "--steps", "100000", .. s_quick]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "log.csv")) && File.ReadLines(Path.Combine(run, "log.csv")).Count() > 14); // now the event file is longer than the log
        process.LimitFiles(new FileInfo(Assert.Single(Directory.GetFiles(run, "events.out.tfevents.*"))).Length);
        (int code, string output, string error) = process.Wait();
        Assert.Equal(1, code);
        Assert.Contains("log.csv' cannot be written (", Assert.Single(error.TrimEnd('\n').Split('\n')));
        // The event file was full first, but that is no reason to stop.
        Assert.Contains("TensorBoard's event files cannot be written any more, but training continues", output);
    }

    [Fact]
    public void A_disk_that_is_full_ends_the_run_with_a_sentence_and_the_last_checkpoint_stays()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run"), checkpoint = Path.Combine(run, "checkpoint.p2p");
        using TrainingProcess process = TrainingProcess.Start(["train", data, "-o", run, "--steps", "100000", "--checkpoint-every", "4", .. s_quick]);
        process.WaitUntil(() => File.Exists(checkpoint));
        process.LimitFiles(new FileInfo(checkpoint).Length / 2);
        (int code, _, string error) = process.Wait();
        Assert.Equal(1, code);
        Assert.Contains("checkpoint.p2p' cannot be written (", Assert.Single(error.TrimEnd('\n').Split('\n')));
        long saved = Checkpoint.ReadState(checkpoint).Step;
        Assert.True(saved >= 4 && saved % 4 == 0, $"{saved} is not a step with a checkpoint.");
        Assert.Empty(Directory.GetFiles(run, "*.part"));
    }

    [Fact]
    public void Ctrl_C_saves_the_run_and_says_how_to_go_on()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        using TrainingProcess process = TrainingProcess.Start(["train", data, "-o", run, "--steps", "100000", .. s_quick]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "log.csv")) && File.ReadLines(Path.Combine(run, "log.csv")).Count() > 3);
        process.Interrupt();
        (int code, _, string error) = process.Wait();
        Assert.Equal(1, code);
        Assert.Contains("to continue: train", error);
        Assert.DoesNotContain("   at ", error);
        long saved = Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Step;
        Assert.True(saved >= 3);
        Assert.StartsWith($"{saved},", File.ReadLines(Path.Combine(run, "log.csv")).Last());
        Assert.Empty(Directory.GetFiles(run, "*.part"));
    }

    [Fact]
    public void Wrong_usage_refers_to_the_help_of_the_command()
    {
        (int code, _, string error) = TrainingProcess.Run("export");
        Assert.Equal(2, code);
        Assert.Contains("'Pix2Pitch.Training export --help' shows how to use it.", error);
    }

    [Fact]
    public void A_full_disk_behind_standard_output_is_one_sentence()
    {
        using Process run = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet exec '{TrainingProcess.Program}' --help > /dev/full"]) { RedirectStandardError = true })!;
        string error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Standard output cannot be written to (No space left on device)", Assert.Single(error.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData(2, 130)] // SIGINT
    [InlineData(15, 143)] // SIGTERM
    public void The_second_signal_ends_the_program_at_once(int signal, int expected)
    {
        using var folder = new TemporaryFolder();
        string pipe = folder.File("prepared.json");
        using (Process make = Process.Start("mkfifo", [pipe]))
            make.WaitForExit();
        using TrainingProcess process = TrainingProcess.Start("prepare", "--verify", folder.Path);
        // Opens when the program has opened it, which then waits for the first byte.
        using FileStream writer = new(pipe, FileMode.Open, FileAccess.Write);
        process.Signal(signal);
        Assert.False(process.EndsWithinClockTime(TimeSpan.FromSeconds(0.5)));
        process.Signal(signal);
        (int code, _, string error) = process.Wait();
        Assert.Equal((expected, "Interrupted.\n"), (code, error));
    }

    [Fact]
    public void SIGTERM_saves_the_run_too()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        using TrainingProcess process = TrainingProcess.Start(["train", data, "-o", run, "--steps", "100000", .. s_quick]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "log.csv")) && File.ReadLines(Path.Combine(run, "log.csv")).Count() > 3);
        process.Signal(15);
        (int code, _, string error) = process.Wait();
        Assert.Equal(1, code);
        Assert.Contains("to continue: train", Assert.Single(error.TrimEnd('\n').Split('\n')));
        Assert.True(Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Step >= 3);
    }
}
