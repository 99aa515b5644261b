using System.Globalization;

namespace Pix2Pitch.Styles;

/// <summary>
/// The style that prevailed at a time and place, from <c>data/periods.csv</c>, whose every row says why its border is where
/// it is. A place shifts the borders (Impressionism is a matter of France, Expressionism of the German-speaking countries);
/// outside every period the style is unknown.
/// </summary>
public static class StylePeriods
{
    private static readonly Lazy<Dictionary<string, List<Period>>> s_byCountry = new(Load);

    /// <summary>The style of a work of that year and place.</summary>
    /// <param name="year">The year; null gives null.</param>
    /// <param name="place">A text that names a country or a well-known city; null, empty or unknown takes the borders of Europe as a whole.</param>
    /// <returns>The style; null before 1600, after 1933 or where the year is unknown.</returns>
    public static Style? StyleOf(int? year, string? place) => Find(year, place).Style;

    /// <summary>
    /// The style of a work of that year and place, and how sure it is: 0.5 at a border of the period, rising to 0.9 at
    /// <see cref="SureYears"/> years or more inside it; for an unknown place times the share of the countries (those with periods of
    /// their own) where the same style prevailed in that year. 0 where the style is unknown.
    /// </summary>
    /// <param name="year">As in <see cref="StyleOf"/>.</param>
    /// <param name="place">As in <see cref="StyleOf"/>.</param>
    public static (Style? Style, float Confidence) Find(int? year, string? place)
    {
        if (year is not { } wanted) return (null, 0);
        Dictionary<string, List<Period>> byCountry = s_byCountry.Value;
        string country = Places.CountriesOf(place).FirstOrDefault(byCountry.ContainsKey, "");
        if (At(byCountry[country], wanted) is not { } period) return (null, 0);
        int inside = Math.Min(wanted - period.From, period.To - wanted);
        float confidence = 0.5f + 0.4f * Math.Min(1f, (float)inside / SureYears);
        if (country.Length == 0)
        {
            int alike = byCountry.Count(pair => pair.Key.Length > 0 && At(pair.Value, wanted)?.Style == period.Style);
            confidence *= (float)alike / (byCountry.Count - 1);
        }
        return (period.Style, confidence);
    }

    /// <summary>A year this far inside a period is as sure as years get.</summary>
    public const int SureYears = 20;

    private static Period? At(List<Period> periods, int year) => periods.Find(period => year >= period.From && year <= period.To);

    private static Dictionary<string, List<Period>> Load()
    {
        var byCountry = new Dictionary<string, List<Period>> { [""] = [] };
        foreach (IReadOnlyDictionary<string, string> row in EmbeddedTable.Read("periods.csv"))
        {
            var period = new Period(
                Enum.Parse<Style>(row["style"], ignoreCase: true),
                int.Parse(row["from"], CultureInfo.InvariantCulture),
                int.Parse(row["to"], CultureInfo.InvariantCulture));
            string[] countries = EmbeddedTable.List(row["countries"]);
            foreach (string country in countries.Length == 0 ? [""] : countries)
            {
                if (!byCountry.TryGetValue(country, out List<Period>? periods)) byCountry[country] = periods = [];
                periods.Add(period);
            }
        }
        return byCountry;
    }

    private sealed record Period(Style Style, int From, int To);
}
