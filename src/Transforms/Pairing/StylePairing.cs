using Pix2Pitch.Pairing.Assignment;

namespace Pix2Pitch.Pairing;

/// <summary>Pairs the paintings and clips of one style in one split, independent of all others.</summary>
internal sealed class StylePairing
{
    // Above this, the exact solver takes too long. It is reached by a thousand paintings and clips with one partner: 0.1 to 2 s.
    private const double MaxExactWork = 1e9;

    private readonly Candidate[] _paintings;
    private readonly Candidate[] _clips;
    private readonly PairingOptions _options;

    public StylePairing(Candidate[] paintings, Candidate[] clips, PairingOptions options)
    {
        (_paintings, _clips, _options) = (paintings, clips, options);
        if (clips.Length == 0) return;
        // The order decides between clips that fit equally well. Each style and split has its own seed, so that more paintings of one style change
        // nothing in another.
        ulong random = SeedOf(options.Seed, (uint)paintings[0].Style!.Value, (uint)paintings[0].Split);
        Shuffle(_paintings, ref random);
        Shuffle(_clips, ref random);
    }

    public long Size => (long)_paintings.Length * _clips.Length;

    /// <summary>Finds the partners of each painting, the best first, and stores them under the index of the painting.</summary>
    public void Run(Pair[][] partners, CancellationToken cancellation)
    {
        if (_clips.Length == 0) return;
        var costs = new PairCosts(_paintings, _clips, _options);
        AssignmentProblem problem = Problem(costs, cancellation);
        int[][] found = Solve(problem);
        var row = new float[_clips.Length];
        for (int i = 0; i < _paintings.Length; i++)
        {
            costs.Fill(i, row);
            Candidate painting = _paintings[i];
            partners[painting.Index] =
            [
                .. found[i].OrderBy(clip => row[clip]).ThenBy(clip => clip).Select(clip => new Pair(
                    painting.Work, _clips[clip].Work, painting.Style!.Value, painting.YearsApart(_clips[clip]), painting.SamePlace(_clips[clip]))
                {
                    PaintingIndex = painting.Index,
                    MusicIndex = _clips[clip].Index,
                    Split = painting.Split,
                }),
            ];
        }
    }

    private AssignmentProblem Problem(PairCosts costs, CancellationToken cancellation)
    {
        int each = Math.Min(_options.PartnersPerPainting, _clips.Length);
        int share = (int)(((long)_paintings.Length * each + _clips.Length - 1) / _clips.Length);
        var pieces = new Dictionary<string, int>();
        return new AssignmentProblem
        {
            Costs = costs,
            Cancellation = cancellation,
            Partners = each,
            MaxUses = Math.Min(Math.Max(share, _options.MaxUses ?? share), _paintings.Length),
            BalanceCost = costs.BalanceWeight,
            Pieces = each == 1 ? null : [.. _clips.Select((clip, i) => PieceOf(clip.Work.PieceId.Length > 0 ? clip.Work.PieceId : $"\0{i}"))],
        };

        int PieceOf(string name)
        {
            if (!pieces.TryGetValue(name, out int number)) pieces[name] = number = pieces.Count;
            return number;
        }
    }

    private static int[][] Solve(AssignmentProblem problem)
    {
        double pairs = (double)problem.Costs.Paintings * problem.Partners;
        return pairs * pairs * problem.Costs.Clips <= MaxExactWork
            ? ShortestPathAssignment.Solve(problem) : AuctionAssignment.Solve(problem).Partners;
    }

    private static ulong SeedOf(int seed, uint style, uint split)
    {
        ulong random = ((ulong)(uint)seed << 32) | (style << 8) | split;
        return SplitMix64.Next(ref random);
    }

    private static void Shuffle(Candidate[] candidates, ref ulong random)
    {
        for (int i = candidates.Length - 1; i > 0; i--)
        {
            int other = (int)Math.BigMul(SplitMix64.Next(ref random), (ulong)i + 1, out _);
            (candidates[i], candidates[other]) = (candidates[other], candidates[i]);
        }
    }
}
