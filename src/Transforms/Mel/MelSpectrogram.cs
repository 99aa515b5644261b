using System.Globalization;

namespace Pix2Pitch.Mel;

/// <summary>
/// A mel-spectrogram: log power by mel band and frame, scaled to [-1, 1], where 1 is the peak of the clip and -1 is
/// <see cref="MelOptions.TopDecibels"/> or more below it. Usually of one clip; longer sound has more frames.
/// </summary>
[TypeFormatterSource("Pix2Pitch.Notebooks.MelSpectrogramFormatters")]
public sealed class MelSpectrogram
{
    /// <summary>Minimum length of the sound in seconds.</summary>
    public const double MinSeconds = 0.1;

    /// <summary>Maximum length of the sound in seconds.</summary>
    public const double MaxSeconds = 600;

    internal const string OptionsKey = "pix2pitch.mel";
    internal const string SecondsKey = "pix2pitch.seconds"; // present only if the sound is not exactly one clip

    /// <summary>Creates a mel-spectrogram. The values are not copied.</summary>
    /// <param name="options">The representation.</param>
    /// <param name="values">
    /// <see cref="MelOptions.MelBands"/> x <see cref="FramesIn"/> values, row-major, band 0 (the lowest) first. Values outside [-1, 1] are
    /// clamped when they are used.
    /// </param>
    /// <param name="seconds">Length of the sound, 0.1 to 600 s; null means one clip.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the length is out of its range.</exception>
    /// <exception cref="ArgumentException">The number of values is wrong, or a value is NaN.</exception>
    public MelSpectrogram(MelOptions options, float[] values, double? seconds = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(values);
        options.Validate();
        if (seconds is { } length) CheckSeconds(length);
        (Options, Values, Seconds) = (options, values, seconds ?? options.ClipSeconds);
        Frames = seconds is { } given ? FramesIn(options, given) : options.Frames;
        if (values.Length != options.MelBands * Frames)
            throw new ArgumentException($"The mel-spectrogram has {values.Length} values; it must have {options.MelBands} x {Frames} = {options.MelBands * Frames}.", nameof(values));
        int wrong = Array.FindIndex(values, float.IsNaN);
        if (wrong >= 0)
            throw new ArgumentException($"The mel-spectrogram has the value NaN in band {wrong / Frames}, frame {wrong % Frames}.", nameof(values));
    }

    /// <summary>The representation.</summary>
    public MelOptions Options { get; }

    /// <summary>Shape [bands, frames], row-major, band 0 (the lowest) first.</summary>
    public float[] Values { get; }

    /// <summary>Length of the sound in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Number of samples in the sound.</summary>
    public int Samples => SamplesIn(Options, Seconds);

    /// <summary>Number of frames for a sound.</summary>
    /// <param name="options">The representation.</param>
    /// <param name="seconds">Length of the sound in seconds.</param>
    public static int FramesIn(MelOptions options, double seconds)
    {
        ArgumentNullException.ThrowIfNull(options);
        return 1 + SamplesIn(options, seconds) / options.HopLength;
    }

    /// <summary>Length of the sound in seconds for a number of frames.</summary>
    /// <param name="options">The representation.</param>
    /// <param name="frames">Number of frames.</param>
    public static double SecondsOf(MelOptions options, int frames)
    {
        ArgumentNullException.ThrowIfNull(options);
        return frames == options.Frames ? options.ClipSeconds : ((double)frames * options.HopLength - 1) / options.SampleRate;
    }

    /// <exception cref="ArgumentOutOfRangeException">The length is out of its range.</exception>
    internal static void CheckSeconds(double seconds)
    {
        if (!(seconds is >= MinSeconds and <= MaxSeconds))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, $"The length must be {MinSeconds} to {MaxSeconds} s.");
    }

    internal static int SamplesIn(MelOptions options, double seconds) => (int)Math.Round(seconds * options.SampleRate);

    /// <summary>Adds the representation and the length to the metadata of a file.</summary>
    internal void AddTo(IDictionary<string, string> properties)
    {
        properties[OptionsKey] = Options.ToJson();
        if (SecondsText(Options, Seconds) is { } text) properties[SecondsKey] = text;
        else properties.Remove(SecondsKey);
    }

    /// <summary>The length in the metadata of a file; null for that of one clip, which is not stored.</summary>
    internal static string? SecondsText(MelOptions options, double? seconds)
        => seconds is not { } length || SamplesIn(options, length) == options.ClipSamples ? null : length.ToString("0.######", CultureInfo.InvariantCulture); // exact to less than one sample

    /// <summary>Whether the metadata of a file has a representation.</summary>
    internal static bool IsIn(IReadOnlyDictionary<string, string> properties) => properties.ContainsKey(OptionsKey);

    /// <summary>Reads the representation from the metadata of a file.</summary>
    /// <exception cref="Pix2PitchException">It is missing or invalid.</exception>
    internal static MelOptions OptionsIn(PropertyReader properties)
    {
        string json = properties.Text(OptionsKey);
        try
        {
            return MelOptions.FromJson(json);
        }
        catch (Pix2PitchException e)
        {
            throw properties.Damaged(OptionsKey, e);
        }
    }

    /// <summary>Reads the length from the metadata of a file; null means one clip.</summary>
    /// <exception cref="Pix2PitchException">It is invalid.</exception>
    internal static double? SecondsIn(PropertyReader properties)
    {
        if (!properties.Has(SecondsKey)) return null;
        bool isNumber = double.TryParse(properties.Text(SecondsKey), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && value is >= MinSeconds and <= MaxSeconds ? value : throw properties.Damaged(SecondsKey);
    }
}
