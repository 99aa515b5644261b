using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Tests.Demo;

public class DemoPainterTests
{
    [Fact]
    public void Another_seed_paints_another_picture()
    {
        using Image<Rgb24> one = DemoPainter.Paint(Style.Baroque, 1, 5, out _), other = DemoPainter.Paint(Style.Baroque, 1, 6, out _);
        Assert.NotEqual(Pixels.Of(one), Pixels.Of(other));
    }

    [Fact]
    public void A_style_or_subject_that_does_not_exist_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DemoPainter.Paint(Style.Baroque, 3, 1, out _));
        Assert.Contains("from 0 to 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoPainter.Paint((Style)9, 0, 1, out _));
    }
}
