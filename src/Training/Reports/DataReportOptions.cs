namespace Pix2Pitch.Training.Reports;

/// <summary>Options of <see cref="DataReportBuilder"/>.</summary>
public sealed record DataReportOptions
{
    /// <summary>Number of pairs on the contact sheet, 0 to 200.</summary>
    public int SheetPairs { get; init; } = 24;

    /// <summary>How often the pairs are shuffled to find what chance gives, 10 to 10000.</summary>
    public int Shuffles { get; init; } = 200;

    /// <summary>Max number of files that the page lists for each reason why something was left out, 0 to 1000; report.json has all.</summary>
    public int MaxListedFiles { get; init; } = 100;

    /// <summary>Seed of the choice of pairs for the contact sheet and of the shuffles.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Check(SheetPairs, 0, 200);
        OptionRange.Check(Shuffles, 10, 10_000);
        OptionRange.Check(MaxListedFiles, 0, 1000);
    }
}
