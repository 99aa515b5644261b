namespace Pix2Pitch.Features;

/// <summary>What can be measured of a clip of music.</summary>
public sealed record MusicFeatures
{
    /// <summary>
    /// The spectral centroid in Hz, 0 to 11025: the mean frequency, weighted by magnitude, over all frames (J. M. Grey and J. W. Gordon,
    /// "Perceptual effects of spectral modifications on musical timbres", JASA 63(5), 1978). A frame counts for as much as it is loud.
    /// </summary>
    public required double Brightness { get; init; }

    /// <summary>
    /// The integrated loudness in LUFS (ITU-R BS.1770-4): weighted by frequency as ears are, and only of what is not much quieter than the
    /// rest. A sine of 997 Hz from -1 to 1 has -3.01; -70 where it is quieter than that. In a collection whose recordings were all brought to
    /// one level it says little; <see cref="LoudnessRange"/> is left as it was played.
    /// </summary>
    public required double Loudness { get; init; }

    /// <summary>
    /// How far the loudness of 3 s goes up and down, in LU, 0 or more (EBU Tech 3342): from the 10th to the 95th percentile. 0 for a clip of
    /// less than 3 s.
    /// </summary>
    public double LoudnessRange { get; init; }

    /// <summary>
    /// Beginnings of notes per second: peaks of the spectral flux (S. Dixon, "Onset detection revisited", DAFx 2006) over an adaptive
    /// threshold (S. Boeck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", ISMIR 2012). A note
    /// that sounds when the clip begins does not count.
    /// </summary>
    public required double OnsetRate { get; init; }

    /// <summary>
    /// Beats per minute, 30 to 300: the strongest period in the autocorrelation of the flux, weighted by a log-normal preference for 120
    /// with a width of an octave (D. Ellis, "Beat tracking by dynamic programming", Journal of New Music Research 36(1), 2007). Not a
    /// number where the clip has fewer than three onsets or no period.
    /// </summary>
    public required double Tempo { get; init; }

    /// <summary>
    /// The share of the energy, 0 to 1, that is harmonic (steady tones) and not percussive (clicks): what the soft mask of median filters
    /// along time and along frequency keeps (D. Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010). White
    /// noise has about a half.
    /// </summary>
    public required double Harmonicity { get; init; }

    /// <summary>
    /// From -1 (minor) to 1 (major): the correlation of the pitch classes with the best major key's profile less that with the best minor
    /// key's (C. Krumhansl and E. Kessler, "Tracing the dynamic changes in perceived tonal organization", Psychological Review 89(4), 1982;
    /// the difference as in MIRtoolbox, O. Lartillot and P. Toiviainen, 2007). 0 where there is no pitch.
    /// </summary>
    public required double Mode { get; init; }

    /// <summary>
    /// The pitch class, 0 (C) to 11 (B), that is the tonic of the key, major or minor as <see cref="Mode"/> says, whose profile correlates
    /// best; -1 where there is no pitch.
    /// </summary>
    public required int Tonic { get; init; }

    /// <summary>
    /// Twelve shares that add up to 1, C first: magnitudes of the spectrum's peaks from 65 to 2100 Hz by the nearest pitch class (after E.
    /// Gomez, "Tonal description of polyphonic audio", INFORMS Journal on Computing 18(3), 2006). All 0 where there is no peak.
    /// </summary>
    public required IReadOnlyList<double> PitchClasses { get; init; }
}
