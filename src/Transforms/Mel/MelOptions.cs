using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Mel;

/// <summary>
/// The representation of sound as a mel-spectrogram, or on a semitone scale as one: everything needed to invert one. The options are stored in model files, spectrogram pictures and
/// WAV files. In the presets, the hop length is chosen so that a clip has exactly the given number of frames.
/// </summary>
public sealed record MelOptions
{
    /// <summary>Maximum length of a clip in seconds.</summary>
    public const double MaxClipSeconds = 10;

    private const double MinCenter = 10; // Hz, of the lowest band on the semitone scale

    /// <summary>Samples per second; 4,000 to 192,000 Hz.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>Samples in a Fourier transform and its window; a power of two from 256 to 65,536.</summary>
    public int FftSize { get; init; } = 2048;

    /// <summary>Samples from one frame to the next; 1 to <see cref="FftSize"/> (less than half of it gives good inversion).</summary>
    public int HopLength { get; init; } = 862;

    /// <summary>How the bands are spaced. Not in the JSON of the mel scale, so that this is the same as before there was a choice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault), JsonConverter(typeof(JsonStringEnumConverter<FrequencyScale>))]
    public FrequencyScale Scale { get; init; }

    /// <summary>Number of bands, the height of the spectrogram picture; 1 to 2,048.</summary>
    public int MelBands { get; init; } = 256;

    /// <summary>Number of frames in a clip, the width of the spectrogram picture; 1 to 4,096.</summary>
    public int Frames { get; init; } = 256;

    /// <summary>In Hz: on the mel scale the lower edge of the lowest band, 0 or more; on the semitone scale its centre, 10 or more.</summary>
    public double MinimumFrequency { get; init; }

    /// <summary>The upper edge of the highest band in Hz; null means half the sample rate. Always null on the semitone scale, where the number of bands decides it.</summary>
    public double? MaximumFrequency { get; init; }

    /// <summary>The dynamic range below the peak of the clip in dB; 20 to 120.</summary>
    public double TopDecibels { get; init; } = 80;

    /// <summary>Samples in a clip: 10 seconds, or less if the frames end earlier.</summary>
    [JsonIgnore]
    public int ClipSamples => (int)Math.Min((long)(MaxClipSeconds * SampleRate), (long)Frames * HopLength - 1);

    /// <summary>Length of a clip in seconds.</summary>
    [JsonIgnore]
    public double ClipSeconds => (double)ClipSamples / SampleRate;

    /// <summary>Number of values in the mel-spectrogram of a clip.</summary>
    [JsonIgnore]
    public int ValueCount => MelBands * Frames;

    /// <summary>64 x 64, for quick trials: 22,050 Hz, 10 s, FFT 8,192. The time resolution is too low for good sound.</summary>
    public static MelOptions Small64 { get; } = new() { FftSize = 8192, HopLength = 3446, MelBands = 64, Frames = 64 };

    /// <summary>128 x 128, for quick trials: 22,050 Hz, 10 s, FFT 4,096.</summary>
    public static MelOptions Small128 { get; } = new() { FftSize = 4096, HopLength = 1723, MelBands = 128, Frames = 128 };

    /// <summary>256 x 256: 22,050 Hz, 10 s, FFT 2,048 (with 4,096, inversion is 2 dB worse on real music, measured on three grids).</summary>
    public static MelOptions Thesis256 { get; } = new();

    /// <summary>512 x 512: 22,050 Hz, 10 s, FFT 2,048.</summary>
    public static MelOptions Thesis512 { get; } = new() { FftSize = 2048, HopLength = 431, MelBands = 512, Frames = 512 };

    /// <summary>512 x 512 at twice the sample rate: 44,100 Hz, 9.996 s, FFT 4,096.</summary>
    public static MelOptions Thesis512High { get; }
        = new() { SampleRate = 44100, FftSize = 4096, HopLength = 861, MelBands = 512, Frames = 512 };

    /// <summary>
    /// 256 x 256 on the semitone scale: 22,050 Hz, 10 s, FFT 4,096, from A1 (55 Hz, row 0) to 7.5 kHz. Rows 0 to 251 are seven octaves; the last four go on in the same steps.
    /// </summary>
    public static MelOptions Semitone256 { get; } = new() { Scale = FrequencyScale.Semitone, FftSize = 4096, MinimumFrequency = 55 };

    /// <summary>
    /// 256 bands x 512 frames on the semitone scale: 22,050 Hz, 10 s, FFT 2,048, with the bands of <see cref="Semitone256"/>. For extraction and inversion; networks need as many
    /// bands as frames.
    /// </summary>
    public static MelOptions Semitone256x512 { get; } = new() { Scale = FrequencyScale.Semitone, FftSize = 2048, HopLength = 431, Frames = 512, MinimumFrequency = 55 };

    /// <summary>The presets by name, case-insensitive.</summary>
    public static IReadOnlyDictionary<string, MelOptions> Presets { get; } = new Dictionary<string, MelOptions>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Small64)] = Small64,
        [nameof(Small128)] = Small128,
        [nameof(Thesis256)] = Thesis256,
        [nameof(Thesis512)] = Thesis512,
        [nameof(Thesis512High)] = Thesis512High,
        [nameof(Semitone256)] = Semitone256,
        [nameof(Semitone256x512)] = Semitone256x512,
    };

    /// <summary>The preset for <paramref name="size"/> x <paramref name="size"/> values at 22,050 Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 64, 128, 256 or 512.</exception>
    public static MelOptions ForImageSize(int size) => size switch
    {
        64 => Small64,
        128 => Small128,
        256 => Thesis256,
        512 => Thesis512,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "The image size must be 64, 128, 256 or 512 px."),
    };

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, the frames do not fill the clip, or a mel band would be empty.</exception>
    public void Validate() => MelFilterBank.For(this);

    /// <summary>The options as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote and validates it.</summary>
    /// <exception cref="Pix2PitchException">The text is not JSON of these options, or the options are invalid.</exception>
    public static MelOptions FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        MelOptions options;
        try
        {
            options = JsonSerializer.Deserialize<MelOptions>(json, s_json) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException("The mel options are not in the JSON format that Pix2Pitch writes; extract or export again.", e);
        }
        try
        {
            options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new Pix2PitchException($"The mel options cannot be used: {OptionRange.Reason(e).TrimEnd('.')}; extract or export again.", e);
        }
        return options;
    }

    internal double UpperFrequency => MaximumFrequency ?? SampleRate / 2.0;

    /// <summary>The number and the kind of the bands, for people.</summary>
    internal string BandsText => Scale == FrequencyScale.Mel ? $"{MelBands} mel bands" : $"{MelBands} semitone bands";

    /// <summary>The centre of a band on the semitone scale in Hz.</summary>
    internal double CenterOf(int band) => MinimumFrequency * Math.Pow(2, (double)band / SemitoneFilters.BandsPerOctave);

    /// <summary>The band with its centre at a frequency in Hz, with a fraction; outside the bands it is below 0 or above the last one.</summary>
    internal double BandOf(double hertz)
    {
        if (Scale == FrequencyScale.Semitone) return SemitoneFilters.BandsPerOctave * Math.Log2(hertz / MinimumFrequency);
        double min = MelScale.FromHertz(MinimumFrequency), max = MelScale.FromHertz(UpperFrequency);
        return (MelScale.FromHertz(hertz) - min) / (max - min) * (MelBands + 1) - 1;
    }

    internal void CheckRanges()
    {
        OptionRange.Check(SampleRate, 4000, 192_000, "Hz");
        OptionRange.Require(FftSize is >= 256 and <= 65_536 && int.IsPow2(FftSize), FftSize, "a power of two from 256 to 65,536");
        OptionRange.Require(HopLength >= 1 && HopLength <= FftSize, HopLength, $"from 1 to {nameof(FftSize)}, which is {FftSize}");
        OptionRange.Check(Scale);
        OptionRange.Check(MelBands, 1, 2048);
        OptionRange.Check(Frames, 1, 4096);
        OptionRange.Check(TopDecibels, 20, 120, "dB");
        double nyquist = SampleRate / 2.0;
        OptionRange.Require(MinimumFrequency >= 0 && MinimumFrequency < nyquist, MinimumFrequency, $"0 Hz or more and below half the sample rate ({nyquist} Hz)");
        if (Scale == FrequencyScale.Semitone) CheckSemitones(nyquist);
        OptionRange.Require(UpperFrequency > MinimumFrequency && UpperFrequency <= nyquist, UpperFrequency,
            $"above {nameof(MinimumFrequency)} ({MinimumFrequency} Hz) and not above half the sample rate ({nyquist} Hz)", nameof(MaximumFrequency));
        OptionRange.Require(MelBands < 512 || FftSize >= 4 * HopLength, FftSize,
            $"at least 4 x {nameof(HopLength)} ({4 * HopLength}) with {MelBands} mel bands: raise {nameof(FftSize)} or lower {nameof(HopLength)}");
        int filled = 1 + ClipSamples / HopLength;
        OptionRange.Require(filled == Frames, Frames,
            $"{filled}, the frames of a clip of {MaxClipSeconds} s with {nameof(HopLength)} {HopLength}: "
            + $"set {nameof(HopLength)} to {Math.Max(1, (int)(MaxClipSeconds * SampleRate) / Math.Max(1, Frames - 1))} or lower {nameof(Frames)}");
    }

    private void CheckSemitones(double nyquist)
    {
        OptionRange.Require(MaximumFrequency is null, MaximumFrequency, $"left out on the semitone scale, where {nameof(MinimumFrequency)} and {nameof(MelBands)} decide it", nameof(MaximumFrequency));
        OptionRange.Require(MinimumFrequency >= MinCenter, MinimumFrequency, $"{MinCenter} Hz or more on the semitone scale");
        int most = 1 + (int)Math.Floor(SemitoneFilters.BandsPerOctave * Math.Log2(nyquist / MinimumFrequency));
        OptionRange.Require(MelBands <= most, MelBands,
            FormattableString.Invariant($"at most {most} on the semitone scale from {MinimumFrequency:0.##} Hz to half the sample rate ({nyquist} Hz): lower {nameof(MelBands)} or {nameof(MinimumFrequency)}"));
    }

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = false };
}
