using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>Names of files as Wikimedia Commons, WikiArt and record collections have them.</summary>
public sealed class WorkNameTests
{
    private static Work Read(string file, string folders = "") => MediaFiles.FromName(Path.Combine("/data", folders, file), folders);

    [Theory]
    [InlineData("Vincent_van_Gogh_-_De_slaapkamer_-_Google_Art_Project.jpg", "Vincent van Gogh", "De slaapkamer", null)]
    [InlineData("Jan_Vermeer_-_The_Art_of_Painting_-_1666.jpg", "Jan Vermeer", "The Art of Painting", 1666)]
    [InlineData("1665_Girl_with_a_Pearl_Earring.jpg", "", "Girl with a Pearl Earring", 1665)]
    [InlineData("Johannes_Vermeer_(1632-1675)_-_The_Girl_With_The_Pearl_Earring_(1665).jpg", "Johannes Vermeer", "The Girl With The Pearl Earring", 1665)]
    [InlineData("Claude Monet – Impression, Sunrise – 1872.jpg", "Claude Monet", "Impression, Sunrise", 1872)]
    [InlineData("Claude_Monet,_Impression,_soleil_levant.jpg", "Claude Monet", "Impression, soleil levant", null)]
    [InlineData("Claude_Monet,_Impression,_soleil_levant,_1872.jpg", "Claude Monet", "Impression, soleil levant", 1872)]
    [InlineData("Monet, Claude, Water Lilies, 1906.jpg", "Monet, Claude", "Water Lilies", 1906)]
    [InlineData("Claude Monet (French, 1840-1926) - Water Lilies - 1906.jpg", "Claude Monet", "Water Lilies", 1906)]
    [InlineData("Claude_Monet_—_Water_Lilies_(1914–1917).jpg", "Claude Monet", "Water Lilies", 1914)]
    [InlineData("File:Claude Monet - Impression (cropped).jpg", "Claude Monet", "Impression", null)]
    [InlineData("800px-Claude_Monet_-_Impression_(1872).jpg", "Claude Monet", "Impression", 1872)]
    [InlineData("Claude_Monet_-_Impression_1920x1080.jpg", "Claude Monet", "Impression", null)]
    [InlineData("Paul_C%C3%A9zanne_-_%C3%89t%C3%A9_(1890).jpg", "Paul Cézanne", "Été", 1890)]
    [InlineData("Paul Ce\u0301zanne - E\u0301te\u0301 (c. 1890).jpg", "Paul Ce\u0301zanne", "E\u0301te\u0301", 1890)]
    [InlineData("The_Art_of_Painting_-_Jan_Vermeer.jpg", "Jan Vermeer", "The Art of Painting", null)]
    [InlineData("Water Lilies by Claude Monet.jpg", "Claude Monet", "Water Lilies", null)]
    [InlineData("1872 - Claude Monet - Impression.jpg", "Claude Monet", "Impression", 1872)]
    [InlineData("1872 Claude Monet Impression.jpg", "Claude Monet", "Impression", 1872)]
    [InlineData("Claude Monet - 1872.jpg", "Claude Monet", "", 1872)]
    [InlineData("Claude_Monet_Impression_Sunrise.jpg", "Claude Monet", "Impression Sunrise", null)]
    [InlineData("monet_water_lilies.jpg", "monet", "water lilies", null)]
    [InlineData("claude-monet-water-lilies-1906.jpg", "claude monet", "water lilies 1906", 1906)]
    [InlineData("claude-monet_impression-sunrise-1872.jpg", "claude monet", "impression sunrise 1872", 1872)]
    [InlineData("Claude_Monet_12.jpg", "Claude Monet", "12", null)]
    [InlineData("Rembrandt - The Night Watch - 1642 - Rijksmuseum.jpg", "Rembrandt", "The Night Watch - Rijksmuseum", 1642)]
    [InlineData("Vincent van Gogh - Wheat Field - 1993.132.jpg", "Vincent van Gogh", "Wheat Field - 1993.132", null)]
    [InlineData("The Starry Night, Vincent van Gogh, 1889.jpg", "Vincent van Gogh", "The Starry Night", 1889)]
    [InlineData("The Starry Night (1889) Vincent van Gogh.jpg", "Vincent van Gogh", "The Starry Night", 1889)]
    [InlineData("Girl with a Pearl Earring (Johannes Vermeer, 1665).jpg", "Johannes Vermeer", "Girl with a Pearl Earring", 1665)]
    [InlineData("Nympheas_Claude_Monet_1906.jpg", "Claude Monet", "Nympheas", 1906)]
    [InlineData("Portrait of Claude Monet.jpg", "", "Portrait of Claude Monet", null)]
    [InlineData("WhatsApp Image 2021-03-04.jpg", "", "WhatsApp Image 2021-03-04", null)]
    [InlineData("workshop of Rembrandt - Portrait.jpg", "workshop of Rembrandt", "Portrait", null)]
    public void Pictures(string file, string name, string title, int? year)
    {
        Work row = Read(file);
        Assert.Equal((name, title, year), (row.Name, row.Title, row.Year));
    }

    [Theory]
    [InlineData("Starry_Night.jpg")]
    [InlineData("IMG_1872.jpg")]
    [InlineData("DSC_1889.jpg")]
    [InlineData("1872.jpg")]
    [InlineData("painting-1872.jpg")]
    [InlineData("1920x1080.jpg")]
    [InlineData("04.jpg")]
    [InlineData("Johannes.jpg")]
    [InlineData("View of 1830 in 1870.jpg")]
    public void What_says_neither_who_nor_when_is_a_title(string file)
    {
        Work row = Read(file);
        Assert.Equal(("", null), (row.Name, row.Year));
        Assert.Equal(row.Path, row.PieceId);
    }

    [Theory]
    [InlineData("04 - Prelude.mp3", "", "Prelude", null)]
    [InlineData("04 Prelude.mp3", "", "Prelude", null)]
    [InlineData("04. Prelude.mp3", "", "Prelude", null)]
    [InlineData("1-04 Prelude.mp3", "", "Prelude", null)]
    [InlineData("04 - Frédéric Chopin - Prelude.mp3", "Frédéric Chopin", "Prelude", null)]
    [InlineData("Frédéric Chopin - 04 - Prelude.mp3", "Frédéric Chopin", "Prelude", null)]
    [InlineData("04_-_Chopin_-_Prelude.mp3", "Chopin", "Prelude", null)]
    [InlineData("Berliner Philharmoniker - La mer.flac", "", "Berliner Philharmoniker - La mer", null)]
    [InlineData("Berliner Philharmoniker - Claude Debussy - La mer.flac", "Claude Debussy", "Berliner Philharmoniker - La mer", null)]
    [InlineData("Martha Argerich - Prelude.flac", "", "Martha Argerich - Prelude", null)]
    [InlineData("Claude Debussy - La mer (1905).flac", "Claude Debussy", "La mer", 1905)]
    [InlineData("Claude Debussy - La mer (Karajan 1964).flac", "Claude Debussy", "La mer (Karajan 1964)", null)]
    [InlineData("Sonata 1964.flac", "", "Sonata 1964", null)]
    [InlineData("Bach - Air.ogg", "Bach", "Air", null)]
    [InlineData("Chopin: Nocturne.ogg", "Chopin", "Nocturne", null)]
    [InlineData("Track 04.mp3", "", "Track 04", null)]
    public void Recordings(string file, string name, string title, int? year)
    {
        Work row = Read(file);
        Assert.Equal((name, title, year), (row.Name, row.Title, row.Year));
    }

    [Theory]
    [InlineData("train/impressionism", "Impressionism", "")]
    [InlineData("Impressionism/train", "Impressionism", "")]
    [InlineData("a/VALID/03/Post_Impressionism", "Impressionism", "")]
    [InlineData("test_set/images/01 Baroque", "Baroque", "")]
    [InlineData("train_impressionism", "Impressionism", "")]
    [InlineData("impressionism-test", "Impressionism", "")]
    [InlineData("unknown", "", "")]
    [InlineData("dataset/Impressionist paintings", "Impressionism", "")]
    [InlineData("Barock", "Baroque", "")]
    [InlineData("Impresionismo", "Impressionism", "")]
    [InlineData("Claude Monet", "", "Claude Monet")]
    [InlineData("train/Claude_Monet", "", "Claude Monet")]
    [InlineData("monet", "", "Claude Monet")]
    [InlineData("Monet, Claude (1840-1926)/holdout", "", "Claude Monet")]
    [InlineData("Impressionism/Claude Monet", "Impressionism", "Claude Monet")]
    [InlineData("Claude Monet/Impressionism/dev", "Impressionism", "Claude Monet")]
    [InlineData("Nemo Nobody", "", "Nemo Nobody")]
    [InlineData("validation", "", "")]
    [InlineData("04", "", "")]
    [InlineData("images/training data/2020", "", "")]
    public void Folders_are_styles_or_people_or_nothing_in_any_order(string folders, string style, string name)
    {
        Work row = Read("x.jpg", folders);
        Assert.Equal((style, name), (StyleNames.ParseOrNull(row.Style)?.ToString() ?? row.Style, row.Name));
    }

    [Fact]
    public void The_file_is_only_title_and_year_in_the_folder_of_somebody()
    {
        Work row = Read("Water Lilies - Giverny (1906).jpg", "Claude Monet");
        Assert.Equal(("Claude Monet", "Water Lilies - Giverny", 1906), (row.Name, row.Title, row.Year));
    }

    [Fact]
    public void Somebody_else_in_the_name_counts_before_the_folder()
        => Assert.Equal("Edgar Degas", Read("Edgar Degas - Dancers.jpg", "Claude Monet").Name);

    [Fact]
    public void Two_styles_that_differ_are_none() => Assert.Null(StyleNames.ParseOrNull(Read("x.jpg", "Baroque/Impressionism").Style));

    [Theory]
    [InlineData("Bach", "Bach")]
    [InlineData("J.S. Bach/Brandenburg Concertos", "Johann Sebastian Bach")]
    [InlineData("Wiener Philharmoniker/Gustav Mahler - Symphony No. 5", "Gustav Mahler")]
    [InlineData("Glenn Gould/Goldberg Variations", "")]
    [InlineData("Various Artists/CD1", "")]
    public void Composers_have_folders_too(string folders, string name) => Assert.Equal(name, Read("01 Allegro.flac", folders).Name);

    [Fact]
    public void An_orchestra_s_folder_is_no_composer() => Assert.Equal("", Read("La mer.flac", "Berliner Philharmoniker").Name);

    [Fact]
    public void The_folder_that_is_listed_may_be_the_style()
        => Assert.Equal("impressionism", MediaFiles.FromName("/data/impressionism/x.jpg", "", "impressionism").Style);
}
