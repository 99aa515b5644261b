using Pix2Pitch.Paintings;
using Pix2Pitch.Styles.Classification;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>
/// Copies of a painting as other reproductions would show it: a part of it, mirrored, blurred, with a colour cast, other contrast and the artifacts of JPEG. A classifier
/// that was trained without them learns the printing process instead of the style.
/// </summary>
internal static class ChangedPictures
{
    private const int ReadSize = 448;

    /// <summary>Makes changed copies, as inputs of the network.</summary>
    public static IEnumerable<float[]> Of(string path, int count, Random random)
    {
        if (count == 0) yield break;
        float[] pixels = PaintingReader.Read(path, new PaintingOptions { Size = ReadSize });
        using var painting = new Image<Rgb24>(ReadSize, ReadSize);
        const int Plane = ReadSize * ReadSize;
        for (int i = 0; i < Plane; i++) painting[i % ReadSize, i / ReadSize] = new Rgb24(Byte(pixels[i]), Byte(pixels[Plane + i]), Byte(pixels[2 * Plane + i]));
        for (int copy = 0; copy < count; copy++) yield return Change(painting, random);

        static byte Byte(float value) => (byte)MathF.Round((value + 1) * 127.5f);
    }

    private static float[] Change(Image<Rgb24> painting, Random random)
    {
        int side = (int)(ReadSize * Math.Sqrt(Between(0.4, 1)));
        var part = new Rectangle(random.Next(ReadSize - side + 1), random.Next(ReadSize - side + 1), side, side);
        bool isMirrored = random.Next(2) == 0, isBlurred = random.Next(3) == 0;
        float blur = (float)Between(0.3, 1.3);
        using Image<Rgb24> changed = painting.Clone(context =>
        {
            context.Crop(part).Resize(ImageNetwork.Size, ImageNetwork.Size);
            if (isMirrored) context.Flip(FlipMode.Horizontal);
            if (isBlurred) context.GaussianBlur(blur);
        });
        // For each channel, another gain and gamma.
        double gain = Between(0.85, 1.15), gamma = Math.Exp(Between(-0.2, 0.2));
        byte[][] tones = [.. Enumerable.Range(0, 3).Select(_ => Tones(gain * Between(0.85, 1.15), gamma * Math.Exp(Between(-0.15, 0.15))))];
        changed.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                foreach (ref Rgb24 pixel in rows.GetRowSpan(y)) pixel = new Rgb24(tones[0][pixel.R], tones[1][pixel.G], tones[2][pixel.B]);
            }
        });
        using var jpeg = new MemoryStream();
        changed.SaveAsJpeg(jpeg, new JpegEncoder { Quality = random.Next(35, 95) });
        jpeg.Position = 0;
        using Image<Rgb24> decoded = Image.Load<Rgb24>(jpeg);
        return ToInput(decoded);

        double Between(double min, double max) => min + (max - min) * random.NextDouble();
    }

    private static byte[] Tones(double gain, double gamma)
        => [.. Enumerable.Range(0, 256).Select(value => (byte)Math.Clamp(255 * gain * Math.Pow(value / 255.0, gamma), 0, 255))];

    private static float[] ToInput(Image<Rgb24> picture)
    {
        const int Plane = ImageNetwork.Size * ImageNetwork.Size;
        var input = new float[3 * Plane];
        for (int i = 0; i < Plane; i++)
        {
            Rgb24 pixel = picture[i % ImageNetwork.Size, i / ImageNetwork.Size];
            (input[i], input[Plane + i], input[2 * Plane + i]) = (pixel.R, pixel.G, pixel.B);
        }
        return input;
    }
}
