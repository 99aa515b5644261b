namespace Pix2Pitch.Training.Experiments;

/// <summary>What is kept and compared of the runs of an experiment.</summary>
internal sealed record ExperimentOptions
{
    /// <summary>The maximum number of checkpoints that are kept of a run beside the last one, 1 to 1000. Default: 20.</summary>
    public int MaxCheckpoints { get; init; } = 20;

    /// <summary>The maximum number of paintings that the comparisons use, 2 to 200. Default: 24.</summary>
    public int Paintings { get; init; } = 24;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public void Validate()
    {
        OptionRange.Check(MaxCheckpoints, 1, 1000);
        OptionRange.Check(Paintings, 2, 200);
    }
}
