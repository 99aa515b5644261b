using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>Who composed a piece, and not who plays it.</summary>
public sealed class RecordingTagsTests
{
    private static Work Read(string file, string title = "", string composer = "", string performer = "", string date = "", string genre = "")
        => new RecordingTags(title, composer, performer, date, "", genre).ApplyTo(MediaFiles.FromName($"/music/{file}", ""));

    [Fact]
    public void The_composer_is_the_tag_for_one_and_the_artist_is_the_performer()
    {
        Work row = Read("x.flac", "La mer", "Claude Debussy", "Berliner Philharmoniker", "1964");
        Assert.Equal(("Claude Debussy", "La mer", null, "Claude Debussy: La mer"), (row.Name, row.Title, row.Year, row.PieceId));
        Assert.Equal("Berliner Philharmoniker", row.Other["performer"]);
    }

    [Theory]
    [InlineData("Claude Debussy - La mer.flac", "Berliner Philharmoniker", "Claude Debussy")]
    [InlineData("04 Prelude.mp3", "Martha Argerich", "")]
    [InlineData("Bach - Air.ogg", "Academy of Ancient Music", "Bach")]
    [InlineData("01 - x.mp3", "01", "")]
    [InlineData("x.mp3", "Various Artists", "")]
    [InlineData("x.mp3", "Claude Debussy", "Claude Debussy")]
    [InlineData("x.mp3", "DEBUSSY, Claude (1862-1918)", "DEBUSSY, Claude (1862-1918)")]
    public void Without_a_tag_for_the_composer_only_a_composer_s_name_is_one(string file, string performer, string composer)
        => Assert.Equal(composer, Read(file, performer: performer).Name);

    [Fact]
    public void A_composer_of_whom_nobody_knows_is_taken_from_the_tag_for_one() => Assert.Equal("Nemo Nobody", Read("x.mp3", composer: "Nemo Nobody").Name);

    [Fact]
    public void A_composer_before_a_colon_in_the_title_is_found()
    {
        Work row = Read("x.mp3", "Debussy: La mer", performer: "Berliner Philharmoniker");
        Assert.Equal(("Debussy", "La mer"), (row.Name, row.Title));
    }

    [Theory]
    [InlineData("1988", null)]
    [InlineData("1905-03-02", null)]
    [InlineData("1722", 1722)]
    [InlineData("", null)]
    public void A_date_counts_only_where_nothing_was_recorded_then(string date, int? year) => Assert.Equal(year, Read("x.mp3", composer: "Johann Sebastian Bach", date: date).Year);

    [Fact]
    public void Numbers_of_tracks_are_no_titles() => Assert.Equal("Prelude", Read("04 Prelude.mp3", title: "Track 04").Title);

    [Theory]
    [InlineData("Baroque", "Baroque")]
    [InlineData("Classical", "")]
    [InlineData("Classical Music", "")]
    public void A_genre_that_is_a_style_is_one(string genre, string style) => Assert.Equal(style, Read("x.mp3", genre: genre).Style);
}
