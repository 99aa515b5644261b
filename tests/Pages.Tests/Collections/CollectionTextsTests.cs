using System.Text.RegularExpressions;
using Pix2Pitch.Features;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed partial class CollectionTextsTests
{
    private static readonly CollectionTexts s_english = CollectionTexts.Load("en"), s_spanish = CollectionTexts.Load("es"), s_german = CollectionTexts.Load("de");

    public static TheoryData<string> Codes => [.. CollectionTexts.Codes];

    [Fact]
    public void There_are_three_languages() => Assert.Equal(["de", "en", "es"], CollectionTexts.Codes);

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_language_has_every_text_with_the_same_values_in_it(string code)
    {
        var texts = CollectionTexts.Load(code);
        Assert.Equal(s_english.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts.Keys, key =>
        {
            Assert.NotEqual("", texts[key]);
            Assert.Equal(Values(s_english[key]), Values(texts[key]));
        });

        static string[] Values(string text) => [.. Value().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void An_unknown_language_is_refused_with_the_known_ones()
        => Assert.Equal("There are no pages in the language 'tlh': choose from de, en, es.", Assert.Throws<Pix2PitchException>(() => CollectionTexts.Load("tlh")).Message);

    [Fact]
    public void Sentences_are_made_from_data()
    {
        CollectionWork work = SampleCollection.Work();
        Assert.Equal("Painting: Impression, Sunrise. Claude Monet, 1872. Mainly dark blue, grey and orange. The picture is dark, with cool colours and strong contrast.", s_english.Alternative(work));
        Assert.Equal("Hauptfarben: Dunkelblau 60\u00a0%, Grau 30\u00a0% und Orange 9\u00a0%.", s_german.Palette(work.Media)); // 1 % of white is not mentioned
        Assert.Equal("Impresionismo. Un programa lo estimó a partir de la imagen, con estas probabilidades: Impresionismo 63\u00a0% y Romanticismo 25\u00a0%.", s_spanish.Style(work));
        Assert.Equal("Baroque. It follows from the year and the place, and is 80\u00a0% certain.",
            s_english.Style(work with { Style = Style.Baroque, StyleSource = StyleSource.Period, StyleConfidence = 0.8f }));
        Assert.Equal("Artist unknown", s_english.Credit(SampleCollection.Work(artist: " ", year: null)));
        Assert.Equal("0,4", s_german.Number(0.441, 1));
    }

    [Theory]
    [InlineData("bouquet-of_flowers", "jan-van-der-elst", "Bouquet of flowers", "Jan van der Elst")]
    [InlineData("sunrise", "claude monet", "Sunrise", "Claude Monet")]
    [InlineData("Still-life", "van Gogh", "Still-life", "van Gogh")]
    [InlineData("睡蓮", "モネ", "睡蓮", "モネ")]
    public void Names_of_files_are_shown_as_people_write_them(string title, string artist, string shownTitle, string shownArtist)
    {
        CollectionWork work = SampleCollection.Work(title: title, artist: artist);
        Assert.Equal((shownTitle, shownArtist), (work.Title, s_english.Artist(work)));
    }

    [Theory]
    [InlineData(0.4, "1 second")]
    [InlineData(10, "10 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(65.4, "1 minute and 5 seconds")]
    [InlineData(121, "2 minutes and 1 second")]
    public void A_length_is_said_in_words(double seconds, string words) => Assert.Equal(words, s_english.Length(seconds));

    // The colours of CSS (https://www.w3.org/TR/css-color-4/#named-colors), as an independent opinion of what colours are called.
    [Theory]
    [InlineData("000000", "black")]
    [InlineData("ffffff", "white")]
    [InlineData("808080", "grey")]
    [InlineData("d3d3d3", "light grey")]
    [InlineData("ff0000", "red")]
    [InlineData("8b0000", "dark red")]
    [InlineData("ffc0cb", "pink")]
    [InlineData("ffa500", "orange")]
    [InlineData("8b4513", "brown")]
    [InlineData("f5f5dc", "beige|light yellow")]
    [InlineData("ffff00", "yellow")]
    [InlineData("808000", "olive green")]
    [InlineData("008000", "green")]
    [InlineData("006400", "dark green|green")]
    [InlineData("90ee90", "light green")]
    [InlineData("40e0d0", "light turquoise|turquoise")]
    [InlineData("0000ff", "blue")]
    [InlineData("000080", "dark blue")]
    [InlineData("add8e6", "light blue|light turquoise")]
    [InlineData("4682b4", "blue")]
    [InlineData("ee82ee", "light violet|violet")]
    [InlineData("4b0082", "dark violet")]
    public void Colours_have_the_names_that_people_use(string rgb, string names)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(rgb.Substring(2 * i, 2), 16) / 255.0)];
        Assert.Contains(s_english[ColourNames.KeyOf(LabColor.FromSrgb(parts[0], parts[1], parts[2]))], names.Split('|'));
    }

    [Fact]
    public void Every_colour_has_a_name_in_the_texts()
    {
        for (int i = 0; i < 16 * 16 * 16; i++)
            Assert.Contains(ColourNames.KeyOf(LabColor.FromSrgb(i / 256 / 15.0, i / 16 % 16 / 15.0, i % 16 / 15.0)), s_english.Keys);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Value();
}
