using System.Globalization;

namespace Pix2Pitch.Styles;

/// <summary>
/// The style that prevailed at a time and place, from <c>data/periods.csv</c>, which gives the reason for each border. The borders depend on the
/// country (Impressionism began in France, Expressionism in the German-speaking countries); outside all periods the style is unknown.
/// </summary>
internal static class StylePeriods
{
    /// <summary>The distance from the borders of a period, in years, from which on the confidence no longer rises.</summary>
    private const int MaxConfidenceYears = 20;

    private static readonly Lazy<Dictionary<string, List<Period>>> s_byCountry = new(Load);

    /// <summary>The style of a work of this year and place.</summary>
    /// <param name="year">The year; null gives null.</param>
    /// <param name="place">A text that names a country or a well-known city. If it is null, empty or unknown, the borders of Europe as a whole apply.</param>
    /// <returns>The style; null before 1600, after 1933, or if the year is unknown.</returns>
    public static Style? StyleOf(int? year, string? place) => Find(year, place).Style;

    /// <summary>
    /// The style of a work of this year and place, and the confidence in it: 0.5 at a border of the period, rising to 0.9 at
    /// <see cref="MaxConfidenceYears"/> years or more inside it. For an unknown place it is multiplied by the share of the countries with periods of
    /// their own where the same style prevailed in that year. 0 if the style is unknown.
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
        float confidence = 0.5f + 0.4f * Math.Min(1f, (float)inside / MaxConfidenceYears);
        if (country.Length == 0)
        {
            int same = byCountry.Count(pair => pair.Key.Length > 0 && At(pair.Value, wanted)?.Style == period.Style);
            confidence *= (float)same / (byCountry.Count - 1);
        }
        return (period.Style, confidence);
    }

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
