using NetVips;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using Configuration = SixLabors.ImageSharp.Configuration;
using Image = NetVips.Image;
using SharpImage = SixLabors.ImageSharp.Image;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Decodes BMP with ImageSharp, because libvips does not read it. This configuration has no other decoder.</summary>
internal static class BmpDecoder
{
    private static readonly Configuration s_configuration = new(new BmpConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = 512 }),
        MaxDegreeOfParallelism = 1,
    };

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasNoAlpha">Whether the fourth sample is padding.</param>
    /// <param name="cancellation">Stops decoding: ImageSharp reads the file while it decodes.</param>
    internal static Image Load(string path, bool hasNoAlpha, CancellationToken cancellation)
    {
        using var stream = new CancellableStream(path, cancellation);
        using SixLabors.ImageSharp.Image<Rgba32> decoded = SharpImage.Load<Rgba32>(s_configuration, stream);
        int width = decoded.Width, height = decoded.Height, bands = hasNoAlpha ? 3 : 4;
        var pixels = new byte[(long)width * height * bands];
        decoded.ProcessPixelRows(rows =>
        {
            int at = 0;
            for (int y = 0; y < height; y++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (Rgba32 pixel in rows.GetRowSpan(y))
                {
                    (pixels[at], pixels[at + 1], pixels[at + 2]) = (pixel.R, pixel.G, pixel.B);
                    if (!hasNoAlpha) pixels[at + 3] = pixel.A;
                    at += bands;
                }
            }
        });
        using Image raw = Image.NewFromMemory(pixels, width, height, bands, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
