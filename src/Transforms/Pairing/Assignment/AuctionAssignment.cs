namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Solves large problems almost exactly: in each of several rounds, an <see cref="Auction"/> gives every painting one more clip.
/// </summary>
internal static class AuctionAssignment
{
    // The cost of a clip that the painting already has: it is taken again only if nothing else is possible.
    private const float SameClipCost = 40;

    /// <summary>Finds the clips of each painting.</summary>
    /// <returns>The clips, and a number that no solution can cost less than: 0 if there are several clips for each painting.</returns>
    public static (int[][] Partners, double LowerBound) Solve(AssignmentProblem problem)
    {
        int paintings = problem.Costs.Paintings, clips = problem.Costs.Clips;
        var partners = new int[paintings][];
        for (int i = 0; i < paintings; i++) partners[i] = new int[problem.Partners];
        var uses = new int[clips];
        double lowerBound = 0;
        for (int round = 0; round < problem.Partners; round++)
        {
            // The uses are spread over the rounds, so that the last rounds still have a choice.
            int maxUses = problem.Partners == 1
                ? problem.MaxUses : (int)Math.Min(problem.MaxUses, ((long)paintings * (round + 1) + clips - 1) / clips);
            // If every place is needed, the total cost of use is fixed and all places of a clip are one lot.
            bool fixedUseCost = paintings == (long)maxUses * clips - uses.Sum(used => (long)used);
            float[] useCosts = fixedUseCost ? [0] : [.. Enumerable.Range(0, problem.Steps).Select(problem.CostOfStep)];
            var places = new int[useCosts.Length * clips];
            for (int clip = 0; clip < clips; clip++)
            {
                for (int use = uses[clip]; use < maxUses; use++) places[(fixedUseCost ? 0 : problem.StepOf(use) * clips) + clip]++;
            }
            int taken = round;
            var auction = new Auction(paintings, clips, places, useCosts, (painting, row) =>
            {
                problem.Cancellation.ThrowIfCancellationRequested();
                problem.Costs.Fill(painting, row);
                for (int i = 0; i < taken; i++) AddRepetitionCost(problem, partners[painting][i], row);
            });
            int[] chosen = auction.Run();
            if (problem.Partners == 1)
                lowerBound = auction.LowerBound() + (fixedUseCost ? clips * Enumerable.Range(0, maxUses).Sum(use => (double)problem.CostOfStep(problem.StepOf(use))) : 0);
            for (int painting = 0; painting < paintings; painting++)
            {
                partners[painting][round] = chosen[painting];
                uses[chosen[painting]]++;
            }
        }
        // If there are hardly more clips than partners, the last round can leave a painting only a clip that it has already.
        return partners.Any(own => own.Distinct().Count() < own.Length) ? (ShortestPathAssignment.Solve(problem), 0) : (partners, lowerBound);
    }

    private static void AddRepetitionCost(AssignmentProblem problem, int taken, Span<float> row)
    {
        if (problem.Pieces is { } pieces)
        {
            for (int clip = 0; clip < row.Length; clip++)
            {
                if (pieces[clip] == pieces[taken]) row[clip] += AssignmentProblem.SamePieceCost;
            }
        }
        row[taken] += SameClipCost;
    }
}
