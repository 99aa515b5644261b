using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Divides a sound of any length into clips. Each clip starts a whole number of frames after the previous one and overlaps its end, so the
/// mel-spectrograms of the clips share one grid of frames and form the mel-spectrogram of the sound.
/// </summary>
internal sealed class ClipLayout
{
    private readonly MelOptions _mel;

    /// <param name="mel">The representation of a clip.</param>
    /// <param name="crossFadeSeconds">Length of the overlap of two clips in seconds; limited to half a clip.</param>
    /// <param name="seconds">Length of the sound in seconds.</param>
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

    /// <summary>Number of samples in the sound.</summary>
    public int Samples { get; }

    /// <summary>Number of frames in its mel-spectrogram.</summary>
    public int Frames { get; }

    /// <summary>Number of clips.</summary>
    public int Clips { get; }

    /// <summary>Number of frames in the overlap of two clips.</summary>
    public int FadeFrames { get; }

    private int StepFrames => _mel.Frames - FadeFrames;

    /// <summary>The first sample of a clip.</summary>
    public int StartOf(int clip) => clip * StepFrames * _mel.HopLength;

    /// <summary>The first frame, and the frame after the last one, in which a clip is louder than its neighbours: from the middle of an overlap to the middle of the next.</summary>
    public (int From, int To) LoudestFrames(int clip)
    {
        int count = Math.Clamp(Frames - clip * StepFrames, 0, _mel.Frames), to = clip < Clips - 1 ? Math.Min(StepFrames + FadeFrames / 2, count) : count;
        return (clip > 0 ? Math.Min(FadeFrames / 2, to) : 0, to);
    }

    /// <summary>Copies a clip from the whole mel-spectrogram; frames beyond its end are silence.</summary>
    public void Take(ReadOnlySpan<float> whole, int clip, Span<float> values)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _mel.Frames);
        for (int band = 0; band < _mel.MelBands; band++)
        {
            Span<float> row = values.Slice(band * _mel.Frames, _mel.Frames);
            whole.Slice(band * Frames + first, count).CopyTo(row);
            row[count..].Fill(-1);
        }
    }

    /// <summary>
    /// Copies a clip into the whole mel-spectrogram, after the previous clips. In the overlap, the powers are weighted by cos^2 and sin^2, as in an
    /// equal-power cross-fade of unrelated sounds.
    /// </summary>
    public void Put(ReadOnlySpan<float> values, int clip, Span<float> whole)
    {
        int first = clip * StepFrames, count = Math.Clamp(Frames - first, 0, _mel.Frames), shared = clip > 0 ? Math.Min(FadeFrames, count) : 0;
        for (int band = 0; band < _mel.MelBands; band++)
        {
            ReadOnlySpan<float> source = values.Slice(band * _mel.Frames, count);
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
