using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class CsvDialectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text) => ManifestReader.Read(_folder.Write("list.csv", text));

    [Theory]
    [InlineData("sep=;\r\npath;artist\r\na.jpg;Monet\r\n")]
    [InlineData("\ufeffsep=;\npath;artist\na.jpg;Monet\n")]
    [InlineData("path;artist;\r\na.jpg;Monet;\r\n")]
    [InlineData("path;artist\r\na.jpg;Monet;;;\r\n")]
    [InlineData("path;artist\ra.jpg;Monet\r")]
    [InlineData("\n\npath;artist\n\na.jpg;Monet\n\n")]
    [InlineData("\"path\";\"artist\"\n\"a.jpg\";\"Monet\"\n")]
    [InlineData(" Path ; ARTIST \na.jpg;Monet\n")]
    [InlineData("path|artist\na.jpg|Monet\n")]
    [InlineData("path;artist;note\na.jpg;Monet;one, two, three, four\n")]
    public void Dialects_of_spreadsheets_are_read(string text)
    {
        Manifest manifest = Read(text);
        Assert.Empty(manifest.Problems);
        Work row = Assert.Single(manifest.Rows);
        Assert.Equal((_folder.File("a.jpg"), "Monet"), (row.Path, row.Name));
    }

    [Fact]
    public void A_cell_in_quotation_marks_may_hold_bars_and_line_breaks()
    {
        Work row = Assert.Single(Read("path|title\na.jpg|\"one | two\nthree\"\n").Rows);
        Assert.Equal("one | two\nthree", row.Title);
    }

    [Theory]
    [InlineData("Dateiname;Künstler;Titel;Jahr;Ort;Land;Stil")]
    [InlineData("Archivo;Autor;Título;Año;Lugar;País;Estilo")]
    [InlineData("Fichier;Peintre;Titre;Année;Lieu;Pays;Style")]
    [InlineData("File Name;Artist Name;Title;Year Created;City;Country;Style")]
    [InlineData("file-name;painter;work;date;place;COUNTRY;style")]
    public void Headers_may_be_in_other_languages(string header)
    {
        Work row = Assert.Single(Read($"{header}\na.jpg;Claude Monet;Sunrise;1872;Le Havre;France;Impressionism\n").Rows);
        Assert.Equal(("Claude Monet", "Sunrise", 1872, "Le Havre", "France", "Impressionism"), (row.Name, row.Title, row.Year, row.Place, row.Country, row.Style));
    }

    [Fact]
    public void The_composer_of_a_list_counts_before_the_artist_who_plays()
    {
        Work row = Assert.Single(Read("file,artist,composer,title\na.flac,Berliner Philharmoniker,Claude Debussy,La mer\n").Rows);
        Assert.Equal(("Claude Debussy", "Berliner Philharmoniker"), (row.Name, row.Other["artist"]));
    }

    [Fact]
    public void A_second_column_with_a_number_is_another_one()
        => Assert.Equal("y", Assert.Single(Read("file,title,title 2\na.jpg,x,y\n").Rows).Other["title 2"]);

    [Fact]
    public void More_cells_than_columns_are_refused_where_they_hold_something()
        => Assert.Equal("it has 3 cells where the header has 2", Assert.Single(Read("path;artist\na.jpg;Monet;x\n").Problems).Reason);

    [Theory]
    [InlineData("1889-90", 1889)]
    [InlineData("ca. 1665–1668", 1665)]
    [InlineData("circa 1889", 1889)]
    [InlineData("1889.0", 1889)]
    [InlineData("01.05.1889", 1889)]
    [InlineData("1890s", 1890)]
    [InlineData("16th century", null)]
    [InlineData("1800s", null)]
    [InlineData("before 1900", null)]
    [InlineData("after c. 1650", null)]
    [InlineData("vor 1900", null)]
    [InlineData("1840-1926", null)]
    [InlineData("1600–1699", null)]
    [InlineData("1200 BC", null)]
    [InlineData("n.d.", null)]
    public void A_year_that_is_left_open_is_unknown(string text, int? year)
        => Assert.Equal(year, Assert.Single(Read($"file;year\na.jpg;{text}\n").Rows).Year);
}
