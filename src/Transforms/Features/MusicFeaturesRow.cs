using Microsoft.ML.Data;

namespace Pix2Pitch.Features;

/// <summary>What the mapping adds to a row.</summary>
public sealed class MusicFeaturesRow
{
    internal const string Prefix = "Pix2Pitch.MusicFeatures.Of.";

    internal static IReadOnlyList<string> Names { get; } =
    [
        nameof(Brightness), nameof(Loudness), nameof(LoudnessRange), nameof(OnsetRate), nameof(Tempo), nameof(Harmonicity), nameof(Mode),
        nameof(PitchClasses),
    ];

    /// <summary>See <see cref="MusicFeatures.Brightness"/>.</summary>
    [ColumnName(Prefix + nameof(Brightness))]
    public float Brightness { get; set; }

    /// <summary>See <see cref="MusicFeatures.Loudness"/>.</summary>
    [ColumnName(Prefix + nameof(Loudness))]
    public float Loudness { get; set; }

    /// <summary>See <see cref="MusicFeatures.LoudnessRange"/>.</summary>
    [ColumnName(Prefix + nameof(LoudnessRange))]
    public float LoudnessRange { get; set; }

    /// <summary>See <see cref="MusicFeatures.OnsetRate"/>.</summary>
    [ColumnName(Prefix + nameof(OnsetRate))]
    public float OnsetRate { get; set; }

    /// <summary>See <see cref="MusicFeatures.Tempo"/>.</summary>
    [ColumnName(Prefix + nameof(Tempo))]
    public float Tempo { get; set; }

    /// <summary>See <see cref="MusicFeatures.Harmonicity"/>.</summary>
    [ColumnName(Prefix + nameof(Harmonicity))]
    public float Harmonicity { get; set; }

    /// <summary>See <see cref="MusicFeatures.Mode"/>.</summary>
    [ColumnName(Prefix + nameof(Mode))]
    public float Mode { get; set; }

    /// <summary>See <see cref="MusicFeatures.PitchClasses"/>.</summary>
    [ColumnName(Prefix + nameof(PitchClasses)), VectorType(12)]
    public VBuffer<float> PitchClasses { get; set; }
}
