using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>How pages write figures with their uncertainty.</summary>
internal static class EstimateFormat
{
    /// <summary>What is written if a figure does not apply or could not be measured.</summary>
    public const string Unknown = "no value";

    /// <summary>A name for a heading, which must not be empty.</summary>
    public static string Name(string name) => string.IsNullOrWhiteSpace(name) ? "Unknown" : name;

    /// <summary>The figure if all its numbers are finite, otherwise null.</summary>
    public static Estimate? Known(Estimate? estimate)
        => estimate is not null && double.IsFinite(estimate.Value) && double.IsFinite(estimate.Low) && double.IsFinite(estimate.High) ? estimate : null;

    /// <summary>How many digits after the point figures of one kind need: the interval of the median width is 5 to 50 units of the last digit wide.</summary>
    public static int Decimals(IEnumerable<Estimate?> estimates)
    {
        double[] widths = [.. estimates.Select(Known).OfType<Estimate>().Select(estimate => estimate.High - estimate.Low).Where(width => width > 0).Order()];
        return widths.Length == 0 ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(widths[widths.Length / 2] / 5)), 0, 4);
    }

    /// <summary>A figure and its interval, such as "0.25 (0.21 to 0.30)".</summary>
    public static string Number(Estimate estimate, int decimals)
        => $"{DisplayFormat.Number(estimate.Value, decimals)} ({DisplayFormat.Number(estimate.Low, decimals)} to {DisplayFormat.Number(estimate.High, decimals)})";

    /// <summary>A share and its interval, such as "22 % (18 to 27 %)".</summary>
    public static string Percent(Estimate estimate) => $"{Percent(estimate.Value)} ({Range(estimate)})";

    /// <summary>A share, such as "22 %".</summary>
    public static string Percent(double share, int decimals = 0) => $"{DisplayFormat.Number(100 * share, decimals)} %";

    /// <summary>The interval of a share, such as "18 to 27 %".</summary>
    public static string Range(Estimate estimate, int decimals = 0) => $"{DisplayFormat.Number(100 * estimate.Low, decimals)} to {Percent(estimate.High, decimals)}";
}
