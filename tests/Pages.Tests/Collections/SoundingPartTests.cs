using Pix2Pitch.Generation;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed class SoundingPartTests
{
    // A picture of 200 x 100: the square in its middle goes from 50 to 150, the square around it from -50 to 150.
    [Theory]
    [InlineData(PaintingFit.Squash, 0.5, 0, 0.5, 0.5)]
    [InlineData(PaintingFit.CenterCrop, 0.5, 0, 0.25, 0.5)]
    [InlineData(PaintingFit.Pad, 0.5, 0, 0.5, 0.5)]
    public void A_window_of_the_square_is_a_part_of_the_picture(PaintingFit fit, double left, double top, double width, double height)
        => Assert.Equal(new SoundingPart(8, left, top, width, height), SoundingPart.Of(new PathWindow(0.5, 0, 0.5, 0.5, 8), fit, 200, 100));

    [Fact]
    public void A_window_of_full_height_of_a_padded_painting_ends_with_the_picture()
        => Assert.Equal(new SoundingPart(0, 0, 0, 0.5, 1), SoundingPart.Of(new PathWindow(0, 0, 0.5, 1, 0), PaintingFit.Pad, 200, 100));

    [Theory]
    [InlineData(0, 0, 0.5, "top left")]
    [InlineData(0.25, 0.25, 0.5, "in the middle")]
    [InlineData(0.5, 0, 1, "on the right")]
    [InlineData(0.25, 0.5, 0.5, "bottom, in the middle")]
    public void Its_place_is_said_in_words(double left, double top, double height, string expected)
        => Assert.Equal(expected, CollectionTexts.Load("en").Place(new SoundingPart(0, left, top, 0.5, height)));

    [Fact]
    public void The_page_of_a_work_lists_what_sounds_when()
    {
        CollectionWork work = SampleCollection.Work();
        Assert.DoesNotContain("data-parts", Html(work), StringComparison.Ordinal);
        work = work with { Media = work.Media with { Parts = [new(0, 0, 0, 0.5, 1), new(61.5, 0.5, 0, 0.5, 1)] } };
        string html = Html(work);
        Assert.Contains("""<li data-start="61.5" data-box="0.5 0 0.5 1">1:01 rechts</li>""", html, StringComparison.Ordinal);
        Assert.Contains("Jeder Abschnitt entstand aus einem anderen Teil des Bildes.", html, StringComparison.Ordinal);

        static string Html(CollectionWork work) => StaticPage.Render<WorkPage>(new() { ["Info"] = SampleCollection.Info("de"), ["Texts"] = CollectionTexts.Load("de"), ["Work"] = work });
    }
}
