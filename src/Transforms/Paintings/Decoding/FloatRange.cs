using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Finds the value of white in a picture with floating point samples: 1, 255 or 65535. TIFF does not declare it.</summary>
internal static class FloatRange
{
    /// <summary>The value of white; 1 for other pictures.</summary>
    /// <exception cref="Pix2PitchException">The values fit none of the ranges.</exception>
    internal static double Max(string path, PaintingHeader header, Image image, CancellationToken cancellation)
    {
        if (header.Tiff is not { SampleFormat: 3 }) return 1;
        using Image all = PaintingDecoder.Open(path, header, 1, Enums.FailOn.Error, cancellation, out IDisposable? file);
        using IDisposable? closed = file;
        using CancellationTokenRegistration stop = cancellation.Register(() => all.SetKill(true));
        int colors = Math.Min(image.Bands, header.Tiff.Colors);
        using Image pixels = all.Bands == colors ? all.Copy() : all.ExtractBand(0, n: colors);
        using Image statistics = pixels.Stats();
        (double min, double max, double sum) = (statistics[0, 0][0], statistics[1, 0][0], statistics[2, 0][0]);
        // Resampling overshoots white and black by some percent. A maximum far below a value means that this value is not white.
        const double Overshoot = 1.2, MinBrightness = 1 / 16.0;
        foreach (double white in new[] { 1.0, byte.MaxValue, ushort.MaxValue })
        {
            bool isBright = white == 1 || max >= white * MinBrightness;
            if (double.IsFinite(sum) && isBright && max <= white * Overshoot && min >= -white * (Overshoot - 1)) return white;
        }
        throw new Pix2PitchException(FormattableString.Invariant(
            $"The painting '{path}' is a TIFF with floating point samples from {min:G4} to {max:G4}, whose white value is not known: save it with 8 or 16 bits."));
    }
}
