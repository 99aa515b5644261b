using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// How a sound of any length is made of clips: each begins a whole number of frames after the one before and overlaps its end, so that the
/// clips' mel-spectrograms lie on one grid and together are the mel-spectrogram of the whole.
/// </summary>
internal sealed class ClipLayout
{
    private readonly MelOptions _mel;

    /// <param name="mel">What a clip is.</param>
    /// <param name="crossFadeSeconds">How long a clip and the next overlap; at most half of a clip is used.</param>
    /// <param name="seconds">Length of the sound.</param>
    public ClipLayout(MelOptions mel, double crossFadeSeconds, double seconds)
    {
        MelSpectrogram.CheckSeconds(seconds);
        _mel = mel;
        Samples = MelSpectrogram.SamplesIn(mel, seconds);
        Frames = MelSpectrogram.FramesIn(mel, seconds);
        FadeFrames = Math.Min((int)Math.Max(1, Math.Round(crossFadeSeconds * mel.SampleRate / mel.HopLength)), mel.Frames / 2);
        int rest = Math.Max(0, Samples - mel.ClipSamples), step = StepFrames * mel.HopLength;
        Clips = 1 + (rest + step - 1) / step;
    }

    /// <summary>Samples in the whole sound.</summary>
    public int Samples { get; }

    /// <summary>Frames in its mel-spectrogram.</summary>
    public int Frames { get; }

    /// <summary>How many clips it is made of.</summary>
    public int Clips { get; }

    /// <summary>Frames in which a clip and the next overlap.</summary>
    public int FadeFrames { get; }

    private int StepFrames => _mel.Frames - FadeFrames;

    /// <summary>The sample at which a clip begins.</summary>
    public int StartOf(int clip) => clip * StepFrames * _mel.HopLength;

    /// <summary>Copies a clip out of the whole mel-spectrogram; what lies after the end is silence.</summary>
    public void Take(ReadOnlySpan<float> whole, int clip, Span<float> image)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _mel.Frames);
        for (int band = 0; band < _mel.MelBands; band++)
        {
            Span<float> row = image.Slice(band * _mel.Frames, _mel.Frames);
            whole.Slice(band * Frames + first, count).CopyTo(row);
            row[count..].Fill(-1);
        }
    }

    /// <summary>
    /// Puts the clip after those that are there already into the whole mel-spectrogram: where they overlap their powers are weighted by
    /// cos^2 and sin^2, as those of unrelated sounds are that cross-fade with equal power.
    /// </summary>
    public void Put(ReadOnlySpan<float> image, int clip, Span<float> whole)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _mel.Frames), shared = clip > 0 ? Math.Min(FadeFrames, count) : 0;
        for (int band = 0; band < _mel.MelBands; band++)
        {
            ReadOnlySpan<float> source = image.Slice(band * _mel.Frames, count);
            Span<float> target = whole.Slice(band * Frames + first, count);
            for (int frame = 0; frame < shared; frame++)
            {
                float sine = MathF.Sin(MathF.PI / 2 * (frame + 0.5f) / FadeFrames);
                target[frame] = MelDecibels.Mix(target[frame], source[frame], sine * sine, _mel.TopDecibels);
            }
            source[shared..].CopyTo(target[shared..]);
        }
    }
}
