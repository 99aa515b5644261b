using Pix2Pitch.Features;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class LabColorTests
{
    // From Bruce Lindbloom's calculator (sRGB, D65, no adaptation).
    [Theory]
    [InlineData(1, 0, 0, 53.2408, 80.0925, 67.2032)]
    [InlineData(0, 1, 0, 87.7347, -86.1827, 83.1793)]
    [InlineData(0, 0, 1, 32.2970, 79.1875, -107.8602)]
    [InlineData(1, 1, 0, 97.1393, -21.5537, 94.4780)]
    [InlineData(1, 1, 1, 100, 0, 0)]
    [InlineData(0.5, 0.5, 0.5, 53.3890, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    public void The_primaries_have_their_known_values(double red, double green, double blue, double l, double a, double b)
    {
        var color = LabColor.FromSrgb(red, green, blue);
        Assert.Equal(l, color.L, 0.002);
        Assert.Equal(a, color.A, 0.01);
        Assert.Equal(b, color.B, 0.01);
    }

    [Fact]
    public void Red_has_a_chroma_of_104_55() => Assert.Equal(104.55, LabColor.FromSrgb(1, 0, 0).Chroma, 0.01);

    [Theory, InlineData(0.1, 0.5, 0.9), InlineData(0.01, 0, 0.02), InlineData(1, 1, 1), InlineData(0.7, 0.2, 0.3)]
    public void Conversion_to_CIELAB_and_back_preserves_a_colour(double red, double green, double blue)
    {
        (double r, double g, double b) = LabColor.FromSrgb(red, green, blue).ToSrgb();
        Assert.Equal(red, r, 1e-4);
        Assert.Equal(green, g, 1e-4);
        Assert.Equal(blue, b, 1e-4);
    }
}
