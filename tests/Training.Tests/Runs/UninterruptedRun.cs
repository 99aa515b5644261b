namespace Pix2Pitch.Training.Tests.Runs;

/// <summary>The log of a run with <see cref="Samples.Options"/> from the first step to the last, to compare others with.</summary>
public sealed class UninterruptedRun
{
    public UninterruptedRun()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Run(folder, Samples.Options);
        Log = File.ReadAllLines(folder.File("log.csv"));
        Losses = TrainingLoopTests.WithoutTime(Log);
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<string> Log { get; }

    /// <summary>All lines without the column that is measured with a clock.</summary>
    public IReadOnlyList<string> Losses { get; }
}
