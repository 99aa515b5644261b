namespace Pix2Pitch.Features;

/// <summary>Measured features of a clip of music.</summary>
public sealed record MusicFeatures
{
    /// <summary>
    /// The spectral centroid in Hz, 0 to 11025: the mean frequency, weighted by magnitude, over all frames, so louder frames have more weight (J. M. Grey and J. W. Gordon,
    /// "Perceptual effects of spectral modifications on musical timbres", JASA 63(5), 1978).
    /// </summary>
    public required double Brightness { get; init; }

    /// <summary>
    /// The integrated loudness in LUFS (ITU-R BS.1770-4): weighted by frequency like human hearing, without quiet passages; at least -70. A sine of
    /// 997 Hz from -1 to 1 has -3.01. In a collection of normalized recordings it has little information; normalization does not change
    /// <see cref="LoudnessRange"/>.
    /// </summary>
    public required double Loudness { get; init; }

    /// <summary>
    /// The variation of the loudness of 3 s in LU, 0 or more (EBU Tech 3342): from the 10th to the 95th percentile. 0 for a clip of less than 3 s.
    /// </summary>
    public double LoudnessRange { get; init; }

    /// <summary>
    /// Note onsets per second: peaks of the spectral flux (S. Dixon, "Onset detection revisited", DAFx 2006) above an adaptive
    /// threshold (S. Boeck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", ISMIR 2012). Notes
    /// that already sound at the start of the clip are not counted.
    /// </summary>
    public required double OnsetRate { get; init; }

    /// <summary>
    /// Beats per minute, 30 to 300: the strongest period in the autocorrelation of the flux, weighted by a log-normal preference for 120
    /// with a width of an octave (D. Ellis, "Beat tracking by dynamic programming", Journal of New Music Research 36(1), 2007). NaN if
    /// the clip has fewer than three onsets or no period.
    /// </summary>
    public required double Tempo { get; init; }

    /// <summary>
    /// The share of the energy, 0 to 1, that is harmonic (steady tones) rather than percussive (clicks), according to the soft mask of median
    /// filters along time and along frequency (D. Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010). White
    /// noise has about 0.5.
    /// </summary>
    public required double Harmonicity { get; init; }

    /// <summary>
    /// From -1 (minor) to 1 (major): the correlation of the pitch classes with the profile of the best major key, minus that of the best
    /// minor key (C. Krumhansl and E. Kessler, "Tracing the dynamic changes in perceived tonal organization", Psychological Review 89(4), 1982;
    /// the difference as in MIRtoolbox, O. Lartillot and P. Toiviainen, 2007). 0 if there is no pitch.
    /// </summary>
    public required double Mode { get; init; }

    /// <summary>
    /// The tonic of the key whose profile has the highest correlation, as a pitch class from 0 (C) to 11 (B); <see cref="Mode"/> tells whether the key
    /// is major or minor. -1 if there is no pitch.
    /// </summary>
    public required int Tonic { get; init; }

    /// <summary>
    /// Twelve shares with the sum 1, C first: the magnitudes of spectral peaks from 65 to 2100 Hz, by the nearest pitch class (after E.
    /// Gomez, "Tonal description of polyphonic audio", INFORMS Journal on Computing 18(3), 2006). All 0 if there is no peak.
    /// </summary>
    public required IReadOnlyList<double> PitchClasses { get; init; }
}
