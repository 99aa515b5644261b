using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Pieces;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>Plans the clips of a corpus: all draws from the seed are made here and in what makes a clip from its plan.</summary>
internal static class CorpusPlanner
{
    private const int Keys = 12, LowestShift = -5; // -5 to 6 semitones: every key once
    private const double MinTempo = 0.85, MaxTempo = 1.18;
    private const double MinLoudness = -27, MaxLoudness = -19; // LUFS: the -23 LUFS of EBU R 128, 4 LU more or less
    private const double GoldenRatio = 0.6180339887498949;
    private const double SecondsPerHour = 3600;

    /// <summary>
    /// The clips in the order in which to make them. Each style has the same number, or fewer if its pieces do not have so many variants. Every piece has a
    /// first variant before any has a second. If the work ends early, the styles are balanced too.
    /// </summary>
    public static IReadOnlyList<ClipPlan> Plan(IReadOnlyList<Piece> pieces, CorpusOptions options)
    {
        Style[] styles = [.. pieces.Select(piece => piece.Style).Distinct().Order()];
        int perStyle = (int)(options.Hours * SecondsPerHour / Excerpt.ClipSeconds / styles.Length);
        return
        [
            .. styles.SelectMany(style => PlanStyle(style, [.. pieces.Where(piece => piece.Style == style)], perStyle, options)
                    .Select((plan, index) => (Plan: plan, Index: index)))
                .OrderBy(each => each.Index).ThenBy(each => each.Plan.Piece.Style).Select(each => each.Plan),
        ];
    }

    private static ClipPlan[] PlanStyle(Style style, List<Piece> pieces, int clips, CorpusOptions options)
    {
        string name = StyleNames.Of(style);
        new ScoreRandom(options.Seed, $"pieces {name}").Shuffle(pieces);
        (Piece Piece, int Variant)[] chosen = [.. Enumerable.Range(0, options.Variants).SelectMany(variant => pieces.Select(piece => (piece, variant))).Take(clips)];
        Instrumentation[] instrumentations = InstrumentationTable.Assign(style, options.Instruments, chosen.Length, new ScoreRandom(options.Seed, $"instrumentations {name}"));
        return [.. chosen.Zip(instrumentations, (each, instrumentation) => PlanClip(each.Piece, each.Variant, instrumentation, options.Seed))];
    }

    private static ClipPlan PlanClip(Piece piece, int variant, Instrumentation instrumentation, int seed)
    {
        // Successive variants of a piece have different keys and come from different places.
        var ofPiece = new ScoreRandom(seed, $"piece {piece.Name}");
        int[] shifts = [.. Enumerable.Range(LowestShift, Keys)];
        ofPiece.Shuffle(shifts);
        double position = (ofPiece.Next() + variant * GoldenRatio) % 1;

        string name = $"{piece.Name}_{variant + 1:00}";
        var random = new ScoreRandom(seed, $"clip {name}");
        double tempo = MinTempo * Math.Pow(MaxTempo / MinTempo, random.Next());
        tempo = Math.Min(tempo, piece.Score.Seconds / Excerpt.ClipSeconds); // a short piece is not made shorter than a clip
        double loudness = random.Next(MinLoudness, MaxLoudness);
        Room room = Room.All[random.NextInt(Room.All.Count)];
        return new ClipPlan(name, piece, instrumentation, shifts[variant % Keys], tempo, loudness, room, position, seed);
    }
}
