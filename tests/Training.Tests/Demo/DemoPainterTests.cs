using Pix2Pitch.Styles;
using Pix2Pitch.Training.Demo;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Training.Tests.Demo;

public class DemoPainterTests
{
    [Fact]
    public void The_same_seed_paints_the_same_picture_and_another_seed_another()
    {
        using Image<Rgb24> once = DemoPainter.Paint(Style.Baroque, 1, 5), again = DemoPainter.Paint(Style.Baroque, 1, 5), other = DemoPainter.Paint(Style.Baroque, 1, 6);
        Assert.Equal(Pixels(once), Pixels(again));
        Assert.NotEqual(Pixels(once), Pixels(other));
    }

    [Fact]
    public void Each_style_has_its_light_and_colour()
    {
        var measured = Enum.GetValues<Style>().ToDictionary(style => style, style =>
        {
            using Image<Rgb24> image = DemoPainter.Paint(style, style == Style.Romanticism ? 0 : style == Style.Impressionism ? 2 : 1, 1);
            Assert.InRange(image.Width, 200, 384);
            Assert.InRange(image.Height, 200, 384);
            Rgb24[] pixels = Pixels(image);
            return (Light: pixels.Average(p => (.299 * p.R) + (.587 * p.G) + (.114 * p.B)),
                Colour: pixels.Average(p => Math.Max(p.R, Math.Max(p.G, p.B)) - (double)Math.Min(p.R, Math.Min(p.G, p.B))));
        });
        Assert.Equal(Style.Baroque, measured.MinBy(m => m.Value.Light).Key);
        Assert.Equal(Style.Classicism, measured.MaxBy(m => m.Value.Light).Key);
        Assert.Equal(Style.Expressionism, measured.MaxBy(m => m.Value.Colour).Key);
    }

    [Fact]
    public void A_subject_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DemoPainter.Paint(Style.Baroque, 3, 1));
        Assert.Contains("from 0 to 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoPainter.Paint((Style)9, 0, 1));
    }

    private static Rgb24[] Pixels(Image<Rgb24> image)
    {
        var pixels = new List<Rgb24>();
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++) pixels.AddRange(rows.GetRowSpan(y));
        });
        return [.. pixels];
    }
}
