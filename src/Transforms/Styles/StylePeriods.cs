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
    public static Style? StyleOf(int? year, string? place)
    {
        if (year is not { } wanted) return null;
        string country = Places.CountriesOf(place).FirstOrDefault(s_byCountry.Value.ContainsKey, "");
        foreach (Period period in s_byCountry.Value[country])
        {
            if (wanted >= period.From && wanted <= period.To) return period.Style;
        }
        return null;
    }

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
