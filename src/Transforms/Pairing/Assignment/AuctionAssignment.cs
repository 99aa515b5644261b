namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Solves large problems nearly exactly: in each of several rounds every painting gets one clip more by an <see cref="Auction"/>, whose
/// prices say how far from the optimum it can be at most.
/// </summary>
internal static class AuctionAssignment
{
    /// <summary>Another clip that a painting has already: only where nothing else is possible.</summary>
    private const float SameClip = 40;

    /// <summary>The clips of each painting, and a number that no solution with one partner each can cost less than.</summary>
    public static (int[][] Partners, double LowerBound) Solve(AssignmentProblem problem)
    {
        int paintings = problem.Costs.Paintings, clips = problem.Costs.Clips;
        var partners = new int[paintings][];
        for (int i = 0; i < paintings; i++) partners[i] = new int[problem.Partners];
        var uses = new int[clips];
        double lowerBound = 0;
        for (int round = 0; round < problem.Partners; round++)
        {
            // Spread over the rounds, so that the last ones have a choice too.
            int share = problem.Partners == 1
                ? problem.MaximumUses : (int)Math.Min(problem.MaximumUses, ((long)paintings * (round + 1) + clips - 1) / clips);
            // Where every place is taken in the end, it does not matter what places cost.
            bool all = paintings == (long)share * clips - uses.Sum(used => (long)used);
            float[] costs = all ? [0] : [.. Enumerable.Range(0, problem.Steps).Select(problem.CostOfStep)];
            var places = new int[costs.Length * clips];
            for (int clip = 0; clip < clips; clip++)
            {
                for (int use = uses[clip]; use < share; use++) places[(all ? 0 : problem.StepOf(use) * clips) + clip]++;
            }
            int before = round;
            var auction = new Auction(paintings, clips, places, costs, (painting, row) =>
            {
                problem.Costs.Fill(painting, row);
                for (int i = 0; i < before; i++) Avoid(problem, partners[painting][i], row);
            });
            int[] chosen = auction.Run();
            lowerBound = auction.LowerBound() + (all ? clips * Enumerable.Range(0, share).Sum(use => (double)problem.CostOfStep(problem.StepOf(use))) : 0);
            for (int painting = 0; painting < paintings; painting++)
            {
                partners[painting][round] = chosen[painting];
                uses[chosen[painting]]++;
            }
        }
        // Where there are hardly more clips than partners, the rounds can end with a clip that a painting has already.
        if (partners.Any(taken => taken.Distinct().Count() < taken.Length)) return (ShortestPathAssignment.Solve(problem), 0);
        return (partners, problem.Partners == 1 ? lowerBound : 0);
    }

    private static void Avoid(AssignmentProblem problem, int taken, Span<float> row)
    {
        if (problem.Pieces is { } pieces)
        {
            for (int clip = 0; clip < row.Length; clip++)
            {
                if (pieces[clip] == pieces[taken]) row[clip] += AssignmentProblem.SamePiece;
            }
        }
        row[taken] += SameClip;
    }
}
