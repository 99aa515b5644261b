using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class StylePeriodsTests
{
    [Theory]
    [InlineData(1650, null, Style.Baroque)]
    [InlineData(1780, "", Style.Classicism)]
    [InlineData(1840, "nowhere", Style.Romanticism)]
    [InlineData(1890, null, Style.Impressionism)]
    [InlineData(1920, null, Style.Expressionism)]
    public void A_year_alone_has_a_style(int year, string? place, Style style) => Assert.Equal(style, StylePeriods.StyleOf(year, place));

    [Theory]
    [InlineData(1885, "Paris, France", Style.Impressionism)]
    [InlineData(1885, "Vienna, Austria (French-born)", Style.Romanticism)]
    [InlineData(1910, "France", Style.Impressionism)]
    [InlineData(1910, "Dresden", Style.Expressionism)]
    [InlineData(1740, "Leipzig, Germany", Style.Baroque)]
    [InlineData(1740, "France", Style.Classicism)]
    public void A_place_shifts_the_borders(int year, string place, Style style) => Assert.Equal(style, StylePeriods.StyleOf(year, place));

    [Theory]
    [InlineData(null)]
    [InlineData(1599)]
    [InlineData(1934)]
    [InlineData(-50)]
    public void Outside_every_period_there_is_none(int? year)
    {
        Assert.Null(StylePeriods.StyleOf(year, null));
        Assert.Null(StylePeriods.StyleOf(year, "France"));
    }

    [Theory]
    [InlineData(1863, "France", 0.5f)]
    [InlineData(1873, "France", 0.7f)]
    [InlineData(1890, "France", 0.9f)]
    [InlineData(1918, "France", 0.5f)]
    [InlineData(1934, "France", 0f)]
    [InlineData(null, "France", 0f)]
    public void Confidence_rises_with_the_distance_from_the_border(int? year, string place, float confidence)
        => Assert.Equal(confidence, StylePeriods.Find(year, place).Confidence, 5);

    [Fact]
    public void Without_a_place_confidence_depends_on_how_many_countries_agree()
    {
        Assert.Equal(0.9f, StylePeriods.Find(1650, null).Confidence, 5); // everywhere
        Assert.InRange(StylePeriods.Find(1892, null).Confidence, 0.05f, 0.6f); // Impressionist in France, not in Vienna
    }

    [Fact]
    public void Every_country_s_periods_follow_each_other_without_overlap()
    {
        var byCountry = EmbeddedTable.Read("periods.csv")
            .SelectMany(row => EmbeddedTable.List(row["countries"]).DefaultIfEmpty(""), (row, country) => (country, row))
            .GroupBy(pair => pair.country, pair => pair.row);
        foreach (var country in byCountry)
        {
            if (country.Key.Length > 0) Assert.Equal([country.Key], Places.CountriesOf(country.Key));
            int end = 1599;
            uint style = 0;
            foreach (IReadOnlyDictionary<string, string> row in country)
            {
                Assert.True(StyleNames.TryParse(row["style"], out Style found));
                Assert.True((uint)found > style, $"{country.Key}: {found}");
                Assert.True(int.Parse(row["from"]) > end, $"{country.Key}: {found}");
                Assert.True(row["why"].Length > 10, $"{country.Key}: {found}");
                (end, style) = (int.Parse(row["to"]), (uint)found);
            }
        }
    }

    /// <summary>The borders depend only on year and place, the labels on the person. They agree for most works, not for all.</summary>
    [Theory]
    [InlineData("paintings.csv")]
    [InlineData("music.csv")]
    public void Nine_in_ten_dated_works_of_the_real_data_fall_into_their_style(string manifest)
    {
        if (TestData.Find("train", manifest) is not { } path) return;
        Work[] dated = [.. ManifestReader.Read(path).Rows.Where(row => row.Year is not null)];
        int right = dated.Count(row => StylePeriods.StyleOf(row.Year, row.Place) == StyleNames.ParseOrNull(row.Style));
        Assert.True(right >= 0.9 * dated.Length, $"{right} of {dated.Length}");
    }
}
