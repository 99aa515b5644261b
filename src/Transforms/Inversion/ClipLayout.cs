using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// How a sound of any length is made of clips: each begins a whole number of frames after the one before and overlaps its end, so that the
/// clips' mel images lie on one grid and together are the mel image of the whole.
/// </summary>
internal sealed class ClipLayout
{
    /// <summary>The shortest and the longest sound, in seconds.</summary>
    public const double ShortestSeconds = 0.1, LongestSeconds = 600;

    private readonly MelOptions _settings;

    /// <param name="settings">What a clip is.</param>
    /// <param name="crossFadeSeconds">How long a clip and the next overlap; at most half of a clip is used.</param>
    /// <param name="seconds">Length of the sound.</param>
    public ClipLayout(MelOptions settings, double crossFadeSeconds, double seconds)
    {
        CheckSeconds(seconds);
        _settings = settings;
        Samples = (int)Math.Round(seconds * settings.SampleRate);
        Frames = FramesIn(settings, seconds);
        FadeFrames = Math.Min((int)Math.Max(1, Math.Round(crossFadeSeconds * settings.SampleRate / settings.HopLength)), settings.Frames / 2);
        int rest = Math.Max(0, Samples - settings.ClipSamples), step = StepFrames * settings.HopLength;
        Clips = 1 + (rest + step - 1) / step;
    }

    /// <summary>Samples in the whole sound.</summary>
    public int Samples { get; }

    /// <summary>Frames in its mel image.</summary>
    public int Frames { get; }

    /// <summary>How many clips it is made of.</summary>
    public int Clips { get; }

    /// <summary>Frames in which a clip and the next overlap.</summary>
    public int FadeFrames { get; }

    private int StepFrames => _settings.Frames - FadeFrames;

    /// <exception cref="ArgumentOutOfRangeException">No sound has this length.</exception>
    public static void CheckSeconds(double seconds)
    {
        if (!(seconds is >= ShortestSeconds and <= LongestSeconds))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, $"The length must be {ShortestSeconds} to {LongestSeconds} s.");
    }

    /// <summary>Frames in the mel image of a sound.</summary>
    public static int FramesIn(MelOptions settings, double seconds) => 1 + (int)Math.Round(seconds * settings.SampleRate) / settings.HopLength;

    /// <summary>Length in seconds of the sound of a mel image.</summary>
    public static double SecondsOf(MelOptions settings, int frames)
        => frames == settings.Frames ? settings.ClipSeconds : ((double)frames * settings.HopLength - 1) / settings.SampleRate;

    /// <summary>The sample at which a clip begins.</summary>
    public int StartOf(int clip) => clip * StepFrames * _settings.HopLength;

    /// <summary>Copies a clip out of the whole mel image; what lies after the end is silence.</summary>
    public void Take(ReadOnlySpan<float> whole, int clip, Span<float> image)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _settings.Frames);
        for (int band = 0; band < _settings.MelBands; band++)
        {
            Span<float> row = image.Slice(band * _settings.Frames, _settings.Frames);
            whole.Slice(band * Frames + first, count).CopyTo(row);
            row[count..].Fill(-1);
        }
    }

    /// <summary>
    /// Puts the clip after those that are there already into the whole mel image: where they overlap their powers are weighted by
    /// cos^2 and sin^2, as those of unrelated sounds are that cross-fade with equal power.
    /// </summary>
    public void Put(ReadOnlySpan<float> image, int clip, Span<float> whole)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _settings.Frames), shared = clip > 0 ? Math.Min(FadeFrames, count) : 0;
        for (int band = 0; band < _settings.MelBands; band++)
        {
            ReadOnlySpan<float> source = image.Slice(band * _settings.Frames, count);
            Span<float> target = whole.Slice(band * Frames + first, count);
            for (int frame = 0; frame < shared; frame++)
            {
                float sine = MathF.Sin(MathF.PI / 2 * (frame + 0.5f) / FadeFrames);
                target[frame] = MelScaleImage.Mix(target[frame], source[frame], sine * sine, _settings.TopDecibels);
            }
            source[shared..].CopyTo(target[shared..]);
        }
    }
}
