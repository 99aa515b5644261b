using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class PlacesTests
{
    [Theory]
    [InlineData("France", "France")]
    [InlineData("Vienna/Eszterhaza, Austria", "Austria,Hungary")]
    [InlineData("Madrid, Spain (Italian-born)", "Spain")]
    [InlineData("Dutch Republic", "Netherlands")]
    [InlineData("USA/England", "United States,United Kingdom")]
    [InlineData("St Petersburg, Russia", "Russia")]
    [InlineData("ÖSTERREICH", "Austria")]
    [InlineData("Atlantis", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("(", "")]
    public void Countries_are_found_in_the_order_of_the_text(string? text, string countries)
        => Assert.Equal(countries, string.Join(',', Places.CountriesOf(text)));

    [Fact]
    public void No_name_means_two_countries()
    {
        var twice = EmbeddedTable.Read("places.csv")
            .SelectMany(row => EmbeddedTable.List(row["names"]).Append(row["country"]))
            .GroupBy(name => string.Join(' ', NameFolding.Words(name)))
            .Where(names => names.Select(name => string.Join(',', Places.CountriesOf(name))).Distinct().Count() > 1 || names.Key.Length == 0);
        Assert.Empty(twice);
        foreach (IReadOnlyDictionary<string, string> row in EmbeddedTable.Read("places.csv"))
        {
            foreach (string name in EmbeddedTable.List(row["names"])) Assert.Equal([row["country"]], Places.CountriesOf(name));
        }
    }

    [Theory]
    [InlineData("paintings.csv")]
    [InlineData("music.csv")]
    public void Every_place_of_the_real_data_is_known(string manifest)
    {
        if (TestData.Find("train", manifest) is not { } path) return;
        Assert.All(ManifestReader.Read(path).Works, row => Assert.NotEmpty(Places.CountriesOf(row.Place)));
    }
}
