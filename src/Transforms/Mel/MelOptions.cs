using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Mel;

/// <summary>
/// How sound becomes a mel-spectrogram and back: everything that has to be known to invert one. The settings travel inside model
/// files, spectrogram pictures and WAV files. The hop is chosen so that the number of frames is the image's width exactly.
/// </summary>
public sealed record MelOptions
{
    /// <summary>The longest clip in seconds.</summary>
    public const double MaxClipSeconds = 10;

    /// <summary>Samples per second; 4,000 to 192,000 Hz.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>Samples in one Fourier transform and its window; a power of two from 256 to 65,536.</summary>
    public int FftSize { get; init; } = 2048;

    /// <summary>Samples from one frame to the next; 1 to <see cref="FftSize"/> (under half of it inverts well).</summary>
    public int HopLength { get; init; } = 862;

    /// <summary>Mel bands: the height of the image; 1 to 2,048.</summary>
    public int MelBands { get; init; } = 256;

    /// <summary>Frames: the width of the image; 1 to 4,096.</summary>
    public int Frames { get; init; } = 256;

    /// <summary>The lower edge of the lowest band in Hz; 0 or more.</summary>
    public double MinimumFrequency { get; init; }

    /// <summary>The upper edge of the highest band in Hz; null means half the sample rate.</summary>
    public double? MaximumFrequency { get; init; }

    /// <summary>How far below the clip's peak the image reaches, in dB; 20 to 120.</summary>
    public double TopDecibels { get; init; } = 80;

    /// <summary>Samples in one clip: 10 seconds, or fewer where the frames end earlier.</summary>
    [JsonIgnore]
    public int ClipSamples => (int)Math.Min((long)(MaxClipSeconds * SampleRate), (long)Frames * HopLength - 1);

    /// <summary>Seconds in one clip.</summary>
    [JsonIgnore]
    public double ClipSeconds => (double)ClipSamples / SampleRate;

    /// <summary>Values in one mel-spectrogram.</summary>
    [JsonIgnore]
    public int ValueCount => MelBands * Frames;

    /// <summary>64 x 64, for quick trials: 22,050 Hz, 10 s, FFT 8,192. Too coarse in time to sound well.</summary>
    public static MelOptions Small64 { get; } = new() { FftSize = 8192, HopLength = 3446, MelBands = 64, Frames = 64 };

    /// <summary>128 x 128, for quick trials: 22,050 Hz, 10 s, FFT 4,096.</summary>
    public static MelOptions Small128 { get; } = new() { FftSize = 4096, HopLength = 1723, MelBands = 128, Frames = 128 };

    /// <summary>256 x 256: 22,050 Hz, 10 s, FFT 2,048 (4,096 inverts 2 dB worse on real music, judged on three grids).</summary>
    public static MelOptions Thesis256 { get; } = new();

    /// <summary>512 x 512: 22,050 Hz, 10 s, FFT 2,048.</summary>
    public static MelOptions Thesis512 { get; } = new() { FftSize = 2048, HopLength = 431, MelBands = 512, Frames = 512 };

    /// <summary>512 x 512 at twice the sample rate: 44,100 Hz, 9.996 s, FFT 4,096.</summary>
    public static MelOptions Thesis512High { get; }
        = new() { SampleRate = 44100, FftSize = 4096, HopLength = 861, MelBands = 512, Frames = 512 };

    /// <summary>The presets by name; the case of the letters does not count.</summary>
    public static IReadOnlyDictionary<string, MelOptions> Presets { get; } = new Dictionary<string, MelOptions>(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Small64)] = Small64,
        [nameof(Small128)] = Small128,
        [nameof(Thesis256)] = Thesis256,
        [nameof(Thesis512)] = Thesis512,
        [nameof(Thesis512High)] = Thesis512High,
    };

    /// <summary>The preset for a square image of <paramref name="size"/> px at 22,050 Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 64, 128, 256 or 512.</exception>
    public static MelOptions ForImageSize(int size) => size switch
    {
        64 => Small64,
        128 => Small128,
        256 => Thesis256,
        512 => Thesis512,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "The image size must be 64, 128, 256 or 512 px."),
    };

    /// <summary>Refuses settings that make no sense together.</summary>
    /// <exception cref="Pix2PitchException">A value is out of its range, the frames do not fill the clip, or a mel band would be empty.</exception>
    public void Validate() => MelFilterBank.For(this);

    /// <summary>The settings as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote and validates it.</summary>
    /// <exception cref="Pix2PitchException">The text is not JSON or holds settings that make no sense.</exception>
    public static MelOptions FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        MelOptions mel;
        try
        {
            mel = JsonSerializer.Deserialize<MelOptions>(json, s_json) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException("The mel settings are not the JSON text that Pix2Pitch writes; extract or export again.", e);
        }
        mel.Validate();
        return mel;
    }

    internal double UpperFrequency => MaximumFrequency ?? SampleRate / 2.0;

    internal void CheckRanges()
    {
        Check(SampleRate is >= 4000 and <= 192000, nameof(SampleRate), SampleRate, "4000 to 192000 Hz");
        Check(FftSize is >= 256 and <= 65536 && int.IsPow2(FftSize), nameof(FftSize), FftSize, "a power of two from 256 to 65536");
        Check(HopLength >= 1 && HopLength <= FftSize, nameof(HopLength), HopLength, $"1 to FftSize ({FftSize})");
        Check(MelBands is >= 1 and <= 2048, nameof(MelBands), MelBands, "1 to 2048");
        Check(Frames is >= 1 and <= 4096, nameof(Frames), Frames, "1 to 4096");
        Check(TopDecibels is >= 20 and <= 120, nameof(TopDecibels), TopDecibels, "20 to 120 dB");
        double nyquist = SampleRate / 2.0;
        Check(MinimumFrequency >= 0 && MinimumFrequency < nyquist, nameof(MinimumFrequency), MinimumFrequency, $"0 to {nyquist} Hz");
        Check(UpperFrequency > MinimumFrequency && UpperFrequency <= nyquist, nameof(MaximumFrequency), UpperFrequency,
            $"above MinimumFrequency ({MinimumFrequency} Hz) and not above half the sample rate ({nyquist} Hz)");
        if (MelBands >= 512 && FftSize < 4 * HopLength)
            throw new Pix2PitchException($"With {MelBands} mel bands FftSize has to be at least 4 x HopLength ({4 * HopLength}), but it is {FftSize}: raise FftSize or lower HopLength.");
        if (1 + ClipSamples / HopLength != Frames)
            throw new Pix2PitchException($"A clip of {MaxClipSeconds} s has {1 + ClipSamples / HopLength} frames with HopLength {HopLength}, but Frames is {Frames}: "
                + $"set HopLength to {Math.Max(1, (int)(MaxClipSeconds * SampleRate) / Math.Max(1, Frames - 1))} or lower Frames.");
    }

    private static void Check(bool isValid, string name, double value, string range)
    {
        if (!isValid) throw new Pix2PitchException($"The mel setting {name} is {value}; it has to be {range}.");
    }

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = false };
}
