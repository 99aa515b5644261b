namespace Pix2Pitch.Inversion;

/// <summary>How a mel-spectrogram becomes sound.</summary>
public sealed record InversionOptions
{
    /// <summary>
    /// Iterations of fast Griffin-Lim; 0 to 10,000. More iterations sound better, and the time is proportional. 0, with
    /// <see cref="PhaseStart.PhaseGradient"/>, is the fast preview.
    /// </summary>
    public int Iterations { get; init; } = 32;

    /// <summary>The initial phases of Griffin-Lim.</summary>
    public PhaseStart PhaseStart { get; init; } = PhaseStart.PhaseGradient;

    /// <summary>Momentum of fast Griffin-Lim (Perraudin, Balazs, Sondergaard 2013); 0 (original Griffin-Lim) to 2; best just below 1.</summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Seed of the random part of the initial phases. The same seed and mel-spectrogram give the same samples.</summary>
    public int Seed { get; init; }

    /// <summary>Iterations of the non-negative least squares from mel bands to the linear spectrum; 0 to 10,000.</summary>
    public int NnlsIterations { get; init; } = 100;

    /// <summary>
    /// Target integrated loudness (ITU-R BS.1770-4) in LUFS; -60 to 0, or null for as loud as the peak allows. If the true peak would exceed
    /// <see cref="PeakDecibels"/>, the sound is softer: it is never compressed.
    /// </summary>
    public double? LoudnessLufs { get; init; } = -16;

    /// <summary>Maximum true peak (including between samples) in dB relative to full scale; -60 to 0.</summary>
    public double PeakDecibels { get; init; } = -1;

    /// <summary>Length of the fades at both ends, in seconds; 0 to 1.</summary>
    public double FadeSeconds { get; init; } = 0.01;

    /// <summary>
    /// Length of the cross-fade between two clips, for sound longer than one clip, in seconds; 0 to 5, limited to half a clip.
    /// </summary>
    public double CrossFadeSeconds { get; init; } = 1;

    /// <summary>Maximum number of threads for one mel-spectrogram; 0 (all processors) to 1,024. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    internal void Validate()
    {
        OptionRange.Check(Iterations, 0, 10_000);
        OptionRange.Check(PhaseStart);
        OptionRange.Check(Momentum, 0, 2);
        OptionRange.Check(NnlsIterations, 0, 10_000);
        OptionRange.Check(LoudnessLufs ?? 0, -60, 0, "LUFS", nameof(LoudnessLufs));
        OptionRange.Check(PeakDecibels, -60, 0, "dB");
        OptionRange.Check(FadeSeconds, 0, 1, "s");
        OptionRange.Check(CrossFadeSeconds, 0, 5, "s");
        OptionRange.Check(MaxThreads, 0, 1024);
    }
}
