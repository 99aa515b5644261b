namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>A column of an <see cref="EstimateTable"/>.</summary>
/// <param name="Heading">Its heading; may be text from unknown sources.</param>
/// <param name="Value">Reads the figure of a row; null if the row has none.</param>
/// <param name="IsPercent">Whether the figure is a share of 0 to 1, which is written in percent.</param>
public sealed record EstimateColumn(string Heading, Func<EvaluationRow, Estimate?> Value, bool IsPercent = false)
{
    /// <summary>Columns with the same scale have the same axis in plots.</summary>
    internal string Scale { get; init; } = Heading;

    internal Estimate? Of(EvaluationRow row) => EstimateFormat.Known(Value(row));

    /// <summary>The texts of some rows, with the same number of digits.</summary>
    internal string[] Texts(IReadOnlyList<EvaluationRow> rows, string unknown)
    {
        Estimate?[] estimates = [.. rows.Select(Of)];
        int decimals = EstimateFormat.Decimals(estimates);
        return [.. estimates.Select(estimate => estimate is null ? unknown : IsPercent ? EstimateFormat.Percent(estimate) : EstimateFormat.Number(estimate, decimals))];
    }
}
