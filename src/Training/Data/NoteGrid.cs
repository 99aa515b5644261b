namespace Pix2Pitch.Training.Data;

/// <summary>The grid on which notes are written: steps are beats divided by a power of two. The values are part of the format of model files.</summary>
internal static class NoteGrid
{
    /// <summary>Classes of the length of a step, equally spaced on a logarithmic scale.</summary>
    public const int TempoCount = 16;

    /// <summary>The longest wait from the onset of a note to the next in steps; longer ones are shortened.</summary>
    public const int MaxWait = 32;

    /// <summary>The class of waits that ends the music.</summary>
    public const int End = MaxWait + 1;

    /// <summary>Classes of waits: 0 to <see cref="MaxWait"/> steps and <see cref="End"/>.</summary>
    public const int WaitCount = MaxWait + 2;

    /// <summary>The largest number of notes in a clip; later ones are left out.</summary>
    public const int MaxNotes = 256;

    /// <summary>The position of a step is known modulo this.</summary>
    public const int Positions = 16;

    private const double MinStepSeconds = 0.1; // steps are shorter than twice this

    private const double SoftestDecibels = -25, DecibelsOfFullVelocity = 40; // velocity is heard by its square (SoundFont 2.04, section 8.4.1)

    private static readonly float[] s_levels = [0, -2, -4, -6.5f, -9, -12.5f, -17, -25];

    private static readonly int[] s_durations = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 24, 28, 32, 40, 48, 64];

    /// <summary>The durations of notes in steps.</summary>
    public static IReadOnlyList<int> Durations => s_durations;

    /// <summary>The levels of notes in dB under the loudest note of the clip.</summary>
    public static IReadOnlyList<float> Levels => s_levels;

    /// <summary>The class of the level of a note.</summary>
    /// <param name="velocity">Its MIDI velocity, 1 to 127.</param>
    /// <param name="loudest">The velocity of the loudest note of the clip.</param>
    public static int LevelClass(int velocity, int loudest)
    {
        double decibels = Math.Max(SoftestDecibels, DecibelsOfFullVelocity * Math.Log10((double)velocity / loudest));
        return Enumerable.Range(0, s_levels.Length).MinBy(i => Math.Abs(s_levels[i] - decibels));
    }

    /// <summary>The length of a step in seconds.</summary>
    /// <param name="tempo">A class of tempo, 0 (fast) to <see cref="TempoCount"/> - 1.</param>
    public static double StepSeconds(int tempo) => MinStepSeconds * Math.Pow(2, (tempo + 0.5) / TempoCount);

    /// <summary>The class of duration nearest to a number of steps.</summary>
    public static int DurationClass(double steps) => Enumerable.Range(0, s_durations.Length).MinBy(i => Math.Abs(s_durations[i] - steps));

    /// <summary>Divides beats.</summary>
    /// <param name="beatSeconds">The length of a beat in seconds, above 0.</param>
    /// <returns>The number of steps in a beat (a beat of less than 0.1 s is part of a step), and the class of tempo.</returns>
    public static (double StepsInBeat, int Tempo) Divide(double beatSeconds)
    {
        double octaves = Math.Log2(beatSeconds / MinStepSeconds), halvings = Math.Floor(octaves);
        return (Math.Pow(2, halvings), Math.Clamp((int)((octaves - halvings) * TempoCount), 0, TempoCount - 1));
    }
}
