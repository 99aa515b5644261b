using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Which value means white in a picture of floating point samples: 1, 255 or 65535. The format does not say.</summary>
internal static class FloatRange
{
    /// <summary>The value of white; 1 for other pictures.</summary>
    /// <exception cref="Pix2PitchException">The values fit none of the ranges.</exception>
    internal static double Max(string path, PaintingHeader header, Image image)
    {
        if (header.Tiff is not { SampleFormat: 3 }) return 1;
        using Image all = PaintingDecoder.Open(path, header, 1, Enums.FailOn.Error, out IDisposable? file);
        using IDisposable? closed = file;
        int colors = Math.Min(image.Bands, header.Tiff.Colors);
        using Image pixels = all.Bands == colors ? all.Copy() : all.ExtractBand(0, n: colors);
        using Image statistics = pixels.Stats();
        (double lowest, double highest, double sum) = (statistics[0, 0][0], statistics[1, 0][0], statistics[2, 0][0]);
        // Resampling goes beyond white and black by some percent. A maximum far below white says that white is another.
        const double Overshoot = 1.2, Darkest = 1 / 16.0;
        foreach (double white in new[] { 1.0, byte.MaxValue, ushort.MaxValue })
        {
            bool isBright = white == 1 || highest >= white * Darkest;
            if (double.IsFinite(sum) && isBright && highest <= white * Overshoot && lowest >= -white * (Overshoot - 1)) return white;
        }
        throw new Pix2PitchException(FormattableString.Invariant(
            $"The painting '{path}' is a TIFF with floating point samples from {lowest:G4} to {highest:G4}, whose white value is not known: save it with 8 or 16 bits."));
    }
}
