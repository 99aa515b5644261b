using Pix2Pitch.Audio;
using Pix2Pitch.Paintings;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Generation;

/// <summary>A picture for people: the painting as the network sees it, and beside it the spectrogram of its music in colour.</summary>
internal static class PaintingAndSpectrogram
{
    private const int Gap = 8;

    /// <summary>Writes a PNG of 2 x S + <see cref="Gap"/> by S pixels, S being the side of the painting and of the mel image.</summary>
    /// <exception cref="Pix2PitchException">The painting cannot be read, or the file cannot be written.</exception>
    public static void Write(string path, string paintingPath, PaintingOptions painting, ReadOnlySpan<float> melImage, MelSettings mel)
    {
        float[] planes = PaintingReader.Read(paintingPath, painting);
        Rgb24[] spectrogram = SpectrogramPicture.Render(melImage, mel, zoom: 1);
        int side = painting.Size, width = side + Gap + mel.Frames, height = Math.Max(side, mel.MelBands);
        var pixels = new Rgb24[width * height];
        pixels.AsSpan().Fill(new Rgb24(255, 255, 255));
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++) pixels[(y * width) + x] = Pixel(planes, (y * side) + x, side * side);
        }
        for (int y = 0; y < mel.MelBands; y++)
            spectrogram.AsSpan(y * mel.Frames, mel.Frames).CopyTo(pixels.AsSpan((y * width) + side + Gap));
        using Image<Rgb24> image = Image.LoadPixelData(pixels, width, height);
        AtomicFile.Write(path, file => image.SaveAsPng(file));
    }

    private static Rgb24 Pixel(float[] planes, int index, int plane)
        => new(Byte(planes[index]), Byte(planes[index + plane]), Byte(planes[index + (2 * plane)]));

    private static byte Byte(float value) => (byte)Math.Clamp(((value + 1) * 127.5f) + 0.5f, 0, 255);
}
