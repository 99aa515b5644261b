namespace Pix2Pitch.Training.Reports;

/// <summary>How a report is made.</summary>
public sealed record ReportOptions
{
    /// <summary>Pairs on the contact sheet, 0 to 200.</summary>
    public int SheetPairs { get; init; } = 24;

    /// <summary>How often pairs are shuffled to see what chance gives, 10 to 10000.</summary>
    public int Shuffles { get; init; } = 200;

    /// <summary>Files that the page lists for each reason why something was left out, 0 to 1000; report.json has all.</summary>
    public int ListedFiles { get; init; } = 100;

    /// <summary>Decides which pairs are on the contact sheet and how pairs are shuffled.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message has both.</exception>
    public void Validate()
    {
        Check(nameof(SheetPairs), SheetPairs, 0, 200);
        Check(nameof(Shuffles), Shuffles, 10, 10_000);
        Check(nameof(ListedFiles), ListedFiles, 0, 1000);
    }

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it has to be in [{least}, {most}].");
    }
}
