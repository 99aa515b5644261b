namespace Pix2Pitch.Features;

/// <summary>Pitch classes, and the key that follows from them.</summary>
internal static class KeyProfile
{
    /// <summary>The range of frequencies in which pitches are found, in Hz.</summary>
    public const double MinHertz = 65, MaxHertz = 2100;

    private const float MinPeak = 0.01f; // relative to the loudest peak of the frame: -40 dB

    // Krumhansl and Kessler 1982: how well each pitch class fits C major and C minor.
    private static readonly double[] s_major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
    private static readonly double[] s_minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

    /// <summary>The shares of the twelve pitch classes, C first; all 0 if there is no peak.</summary>
    public static double[] PitchClasses(MagnitudeSpectrogram spectrogram, double binHertz, double tuningHertz)
    {
        var classes = new double[12];
        var peaks = new List<(double Hertz, float Magnitude)>();
        for (int frame = 0; frame < spectrogram.Frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame);
            SpectralPeaks.Find(magnitudes, binHertz, MinHertz, MaxHertz, MinPeak * System.Numerics.Tensors.TensorPrimitives.Max(magnitudes), peaks);
            foreach ((double hertz, float magnitude) in peaks)
            {
                int pitch = (int)Math.Round(69 + 12 * Math.Log2(hertz / tuningHertz)); // a MIDI number: a multiple of twelve is a C
                classes[pitch % 12] += magnitude;
            }
        }
        double sum = classes.Sum();
        if (sum > 0) classes = [.. classes.Select(value => value / sum)];
        return classes;
    }

    /// <summary>
    /// The mode, from -1 (minor) to 1 (major), and the tonic of the best key, 0 (C) to 11; -1 if all pitch classes are equal.
    /// </summary>
    public static (double Mode, int Tonic) Key(ReadOnlySpan<double> classes)
    {
        if (classes.IndexOfAnyExcept(classes[0]) < 0) return (0, -1);
        (double major, int majorTonic) = Best(classes, s_major);
        (double minor, int minorTonic) = Best(classes, s_minor);
        return (Math.Clamp(major - minor, -1, 1), major >= minor ? majorTonic : minorTonic);
    }

    /// <summary>How clear the key is: the correlation with the profile of the best key, -1 to 1; 0 if all pitch classes are equal.</summary>
    public static double Clarity(ReadOnlySpan<double> classes)
        => classes.IndexOfAnyExcept(classes[0]) < 0 ? 0 : Math.Max(Best(classes, s_major).Correlation, Best(classes, s_minor).Correlation);

    private static (double Correlation, int Tonic) Best(ReadOnlySpan<double> classes, double[] profile)
    {
        (double Correlation, int Tonic) best = (double.NegativeInfinity, 0);
        for (int tonic = 0; tonic < 12; tonic++)
        {
            double correlation = Correlation(classes, profile, tonic);
            if (correlation > best.Correlation) best = (correlation, tonic);
        }
        return best;
    }

    // Pearson's correlation; the profile is relative to the tonic.
    private static double Correlation(ReadOnlySpan<double> classes, double[] profile, int tonic)
    {
        double mean = 0, profileMean = profile.Average(), both = 0, one = 0, other = 0;
        foreach (double value in classes) mean += value / 12;
        for (int step = 0; step < 12; step++)
        {
            double x = classes[(tonic + step) % 12] - mean, y = profile[step] - profileMean;
            both += x * y;
            one += x * x;
            other += y * y;
        }
        return both / Math.Sqrt(one * other);
    }
}
