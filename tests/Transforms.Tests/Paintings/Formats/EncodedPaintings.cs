using NetVips;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>The quadrants, written by libvips.</summary>
internal static class EncodedPaintings
{
    /// <summary>The picture of <see cref="Quadrants"/>.</summary>
    public static byte[] Write(Func<Image, byte[]> write) => Write(Quadrants.Rgb(), 3, write);

    public static byte[] Write(byte[] samples, int bands, Func<Image, byte[]> write)
    {
        // The first painting that is read initializes libvips.
        using var folder = new TemporaryFolder();
        PaintingReader.ReadSize(folder.Write("a.png", PngBytes.Write(1, 1, 8, PngBytes.Grey, _ => [0])));
        using Image raw = Image.NewFromMemory(samples, Quadrants.Width, Quadrants.Height, bands, Enums.BandFormat.Uchar);
        using Image image = raw.Copy(interpretation: bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return write(image);
    }

    /// <summary>Adds an ICC profile and an orientation.</summary>
    public static Image Tagged(this Image image, byte[]? profile = null, int? orientation = null) => image.Mutate(mutable =>
    {
        if (profile is not null) mutable.Set(GValue.BlobType, "icc-profile-data", profile);
        if (orientation is { } value) mutable.Set(GValue.GIntType, "orientation", value);
    });
}
