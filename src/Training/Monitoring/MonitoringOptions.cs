namespace Pix2Pitch.Training.Monitoring;

/// <summary>What a run writes while it trains, for people who watch it. Nothing here changes the training.</summary>
internal sealed record MonitoringOptions
{
    /// <summary>Minutes between previews, 0 to 10,000; there are previews at the end too. 0 for none. Default: 5.</summary>
    public double PreviewMinutes { get; init; } = 5;

    /// <summary>Number of paintings in a preview, 1 to 16; fewer where the evaluation has fewer. Default: 3.</summary>
    public int PreviewPaintings { get; init; } = 3;

    /// <summary>The maximum number of steps whose previews are kept, 2 to 1000. Default: 20.</summary>
    public int MaxPreviewSteps { get; init; } = 20;

    /// <summary>Whether event files for TensorBoard are written. Default: true.</summary>
    public bool TensorBoard { get; init; } = true;

    /// <summary>Whether the report is written. Default: true.</summary>
    public bool Report { get; init; } = true;

    /// <summary>The command that started the training; empty if it was not started by a command.</summary>
    public string Command { get; init; } = "";

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public void Validate()
    {
        OptionRange.Check(PreviewMinutes, 0, 10_000);
        OptionRange.Check(PreviewPaintings, 1, 16);
        OptionRange.Check(MaxPreviewSteps, 2, 1000);
    }
}
