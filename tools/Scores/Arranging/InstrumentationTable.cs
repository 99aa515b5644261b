using Pix2Pitch.Styles;
using static Pix2Pitch.Tools.Scores.Arranging.Instrument;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>The instrumentations and their share of the clips of each style (<see cref="InstrumentShares"/>).</summary>
internal static class InstrumentationTable
{
    private static readonly Instrumentation s_piano = new("piano", Texture.Whole, [new(Piano, 0)]);
    private static readonly Instrumentation s_harpsichord = new("harpsichord", Texture.Whole, [new(Harpsichord, 0)]);
    private static readonly Instrumentation s_organ = new("organ", Texture.Whole, [new(Organ, 0)]);
    private static readonly Instrumentation s_guitar = new("guitar", Texture.Whole, [new(Guitar, 0)]);
    private static readonly Instrumentation s_quartet = new("string quartet", Texture.FourVoices,
        [new(Violin, 0), new(Violin, 1), new(Viola, 2), new(Cello, 3)]);
    private static readonly Instrumentation s_voice = new("voice and piano", Texture.MelodyAndRest, [new(Singer, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_violin = new("violin and piano", Texture.MelodyAndRest, [new(Violin, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_cello = new("cello and piano", Texture.MelodyAndRest, [new(Cello, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_flute = new("flute and piano", Texture.MelodyAndRest, [new(Flute, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_oboe = new("oboe and piano", Texture.MelodyAndRest, [new(Oboe, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_clarinet = new("clarinet and piano", Texture.MelodyAndRest, [new(Clarinet, 0), new(Piano, 1)]);
    private static readonly Instrumentation s_fluteAndHarp = new("flute and harp", Texture.MelodyAndRest, [new(Flute, 0), new(Harp, 1)]);
    private static readonly Instrumentation s_winds = new("wind quintet", Texture.FiveVoices,
        [new(Flute, 0), new(Oboe, 1), new(Clarinet, 2), new(Horn, 3), new(Bassoon, 4)]);
    private static readonly Instrumentation s_choir = new("choir", Texture.FourVoices,
        [new(Choir, 0), new(Choir, 1), new(Choir, 2), new(Choir, 3)]);
    private static readonly Instrumentation s_strings = new("string orchestra", Texture.FourVoices,
        [new(StringSection, 0), new(StringSection, 1), new(StringSection, 2), new(StringSection, 3), new(DoubleBasses, 3, Octave: -1)]);
    private static readonly Instrumentation s_orchestra = new("small orchestra", Texture.FourVoices,
    [
        new(StringSection, 0), new(StringSection, 1), new(StringSection, 2), new(StringSection, 3), new(DoubleBasses, 3, Octave: -1),
        new(Flute, 0, Octave: 1, Doubles: true), new(Oboe, 0, Doubles: true), new(Horn, 2, Doubles: true), new(Bassoon, 3, Doubles: true),
    ]);

    // Percent of the clips of a style. Each column has a sum of 100.
    private static readonly (Instrumentation Instrumentation, int[] Equal, int[] Usual)[] s_rows =
    [
        // Baroque, Classicism, Romanticism, Impressionism, Expressionism: equal shares, then usual ones.
        (s_piano, [19, 20, 22, 22, 22], [5, 30, 52, 52, 16]),
        (s_harpsichord, [6, 2, 0, 0, 0], [22, 3, 0, 0, 0]),
        (s_organ, [5, 5, 5, 5, 5], [13, 2, 3, 2, 2]),
        (s_guitar, [3, 3, 3, 3, 3], [3, 3, 1, 2, 1]),
        (s_quartet, [14, 14, 14, 14, 14], [6, 26, 12, 10, 28]),
        (s_voice, [13, 13, 13, 13, 13], [4, 3, 6, 7, 30]),
        (s_violin, [6, 6, 6, 6, 6], [5, 5, 5, 3, 5]),
        (s_cello, [5, 5, 5, 5, 5], [4, 4, 4, 3, 4]),
        (s_flute, [6, 5, 5, 5, 5], [4, 3, 2, 4, 2]),
        (s_oboe, [4, 3, 3, 3, 3], [3, 2, 1, 1, 1]),
        (s_clarinet, [0, 4, 4, 4, 4], [0, 2, 3, 2, 3]),
        (s_fluteAndHarp, [3, 3, 3, 3, 3], [2, 1, 1, 5, 1]),
        (s_winds, [3, 4, 4, 4, 4], [2, 4, 2, 2, 3]),
        (s_choir, [4, 4, 4, 4, 4], [7, 2, 2, 1, 1]),
        (s_strings, [4, 4, 4, 4, 4], [11, 4, 2, 2, 1]),
        (s_orchestra, [5, 5, 5, 5, 5], [9, 6, 4, 4, 2]),
    ];

    /// <summary>All instrumentations, in the order of the table.</summary>
    public static IReadOnlyList<Instrumentation> All { get; } = [.. s_rows.Select(row => row.Instrumentation)];

    /// <summary>The share of each instrumentation in a style, in percent, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<int> SharesIn(Style style, InstrumentShares shares)
        => [.. s_rows.Select(row => (shares == InstrumentShares.Equal ? row.Equal : row.Usual)[(int)style - 1])];

    /// <summary>
    /// Instrumentations for the clips of a style, in random order. Their numbers are the shares of the table, rounded by the method of largest remainders,
    /// and so differ from the shares by less than one clip.
    /// </summary>
    public static Instrumentation[] Assign(Style style, InstrumentShares shares, int clips, ScoreRandom random)
    {
        double[] exact = [.. SharesIn(style, shares).Select(share => share / 100.0 * clips)];
        int[] counts = [.. exact.Select(value => (int)Math.Floor(value))];
        int[] byRemainder = [.. Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - counts[i]).ThenBy(i => i)];
        foreach (int i in byRemainder.Take(clips - counts.Sum()).ToArray()) counts[i]++;
        Instrumentation[] result = [.. All.SelectMany((each, i) => Enumerable.Repeat(each, counts[i]))];
        random.Shuffle(result);
        return result;
    }
}
