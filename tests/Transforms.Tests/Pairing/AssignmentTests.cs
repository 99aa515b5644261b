using System.Text.Json;
using Pix2Pitch.Pairing.Assignment;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class AssignmentTests
{
    private const double Epsilon = 1e-5; // of the auction, per place

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private static readonly Solved[] s_cases = JsonSerializer.Deserialize<Solved[]>(
        File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "tests", "Transforms.Tests", "Pairing", "Reference", "assignments.json")), s_json)!;

    public static TheoryData<Solved> Cases => [.. s_cases];

    public static TheoryData<Solved> WithOnePartner => [.. s_cases.Where(problem => problem.Partners == 1)];

    public static TheoryData<Solved> WithSeveralPartners => [.. s_cases.Where(problem => problem.Partners > 1)];

    [Theory, MemberData(nameof(Cases))]
    public void Shortest_paths_find_what_scipy_finds(Solved problem)
    {
        int[][] partners = ShortestPathAssignment.Solve(problem.Problem);
        AssertValid(problem.Problem, partners);
        Assert.Equal(problem.Least, problem.Problem.CostOf(partners), 1e-5);
    }

    [Theory, MemberData(nameof(WithOnePartner))]
    public void The_auction_is_within_its_bound_of_what_scipy_finds(Solved problem)
    {
        (int[][] partners, double bound) = AuctionAssignment.Solve(problem.Problem);
        AssertValid(problem.Problem, partners);
        double slack = Epsilon * problem.Uses * problem.Clips + 1e-4;
        Assert.InRange(problem.Problem.CostOf(partners), problem.Least - 1e-5, problem.Least + slack);
        Assert.InRange(bound, problem.Least - slack, problem.Least + 1e-4);
    }

    [Theory, MemberData(nameof(WithSeveralPartners))]
    public void Auctions_for_several_partners_give_different_clips_near_the_optimum(Solved problem)
    {
        int[][] partners = AuctionAssignment.Solve(problem.Problem).Partners;
        AssertValid(problem.Problem, partners);
        Assert.InRange(problem.Problem.CostOf(partners), problem.Least - 1e-5, 1.25 * problem.Least + 0.25);
    }

    [Fact]
    public void Both_find_what_exhaustive_search_finds()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int clips = random.Next(1, 6), partners = random.Next(1, Math.Min(3, clips) + 1), paintings = random.Next(1, 5);
            int share = (paintings * partners + clips - 1) / clips;
            AssignmentProblem problem = new Solved(seed, paintings, clips, partners, Math.Min(paintings, share + random.Next(2)), random.Next(3) * 0.3,
                random.Next(4), random.Next(1, 3), 0).Problem;
            double least = Least(problem);
            int[][] found = ShortestPathAssignment.Solve(problem);
            AssertValid(problem, found);
            Assert.Equal(least, problem.CostOf(found), 1e-5);
            if (partners == 1)
                Assert.Equal(least, problem.CostOf(AuctionAssignment.Solve(problem).Partners), Epsilon * clips * problem.MaxUses + 1e-5);
        }
    }

    [Fact]
    public void Random_costs_are_near_their_known_limit()
    {
        // For uniform costs the expected optimum tends to the sum of all 1/k^2 (D. Aldous, "The zeta(2) limit in the random assignment problem", 2001).
        double mean = Enumerable.Range(100, 10).Average(seed =>
        {
            AssignmentProblem problem = new Solved(seed, 200, 200, 1, 1, 0, 0, 1, 0).Problem;
            return problem.CostOf(AuctionAssignment.Solve(problem).Partners);
        });
        Assert.Equal(Math.PI * Math.PI / 6, mean, 0.15);
    }

    [Theory]
    [InlineData(2000, 2000, 1)] // all costs equal
    [InlineData(2000, 1999, 1)]
    [InlineData(1500, 1500, 2)] // two kinds of costs: half of the paintings want the same half of the clips
    [InlineData(3000, 7, 3)]
    [InlineData(7, 3000, 3)]
    public void Equal_costs_are_solved_within_the_bound(int paintings, int clips, int levels)
    {
        int uses = (paintings + clips - 1) / clips;
        AssignmentProblem problem = new() { Costs = new Blocks(paintings, clips, levels), MaxUses = uses };
        (int[][] partners, double bound) = AuctionAssignment.Solve(problem);
        AssertValid(problem, partners);
        Assert.InRange(problem.CostOf(partners) - bound, -1e-2, Epsilon * clips * uses + 1e-2);
    }

    private static void AssertValid(AssignmentProblem problem, int[][] partners)
    {
        Assert.Equal(problem.Costs.Paintings, partners.Length);
        Assert.All(partners, clips =>
        {
            Assert.Equal(problem.Partners, clips.Length);
            Assert.Equal(clips.Length, clips.Distinct().Count());
        });
        Assert.All(partners.SelectMany(clips => clips).CountBy(clip => clip), use => Assert.InRange(use.Value, 1, problem.MaxUses));
    }

    private static double Least(AssignmentProblem problem)
    {
        int[][] choices = [.. Choices(problem.Costs.Clips, problem.Partners)];
        var partners = new int[problem.Costs.Paintings][];
        double least = double.PositiveInfinity;
        Try(0);
        return least;

        void Try(int painting)
        {
            if (painting == partners.Length)
            {
                if (partners.SelectMany(clips => clips).CountBy(clip => clip).All(use => use.Value <= problem.MaxUses))
                    least = Math.Min(least, problem.CostOf(partners));
                return;
            }
            foreach (int[] choice in choices)
            {
                partners[painting] = choice;
                Try(painting + 1);
            }
        }
    }

    private static IEnumerable<int[]> Choices(int clips, int partners) => partners == 0
        ? [[]] : Choices(clips, partners - 1).SelectMany(before => Enumerable.Range(before.LastOrDefault(-1) + 1, clips - 1 - before.LastOrDefault(-1)),
            (before, clip) => (int[])[.. before, clip]);

    /// <summary>A problem as <c>Reference/make_assignments.py</c> makes and solves it.</summary>
    public sealed record Solved(
        int Seed, int Paintings, int Clips, int Partners, int Uses, double Balance, int Levels, int PieceOf, double Least)
    {
        internal AssignmentProblem Problem => new()
        {
            Costs = new SplitMixCosts(this),
            Partners = Partners,
            MaxUses = Uses,
            BalanceCost = (float)Balance,
            Pieces = [.. Enumerable.Range(0, Clips).Select(clip => clip / PieceOf)],
        };
    }

    private sealed class SplitMixCosts(Solved problem) : IAssignmentCosts
    {
        public int Paintings => problem.Paintings;

        public int Clips => problem.Clips;

        public void Fill(int painting, Span<float> costs)
        {
            for (int clip = 0; clip < Clips; clip++)
            {
                ulong state = ((ulong)problem.Seed << 32) + (ulong)(painting * Clips + clip);
                double value = (SplitMix64.Next(ref state) >> 40) / (double)(1 << 24);
                costs[clip] = (float)(problem.Levels > 0 ? Math.Floor(value * problem.Levels) / problem.Levels : value);
            }
        }
    }

    private sealed class Blocks(int paintings, int clips, int levels) : IAssignmentCosts
    {
        public int Paintings => paintings;

        public int Clips => clips;

        public void Fill(int painting, Span<float> costs)
        {
            for (int clip = 0; clip < clips; clip++) costs[clip] = clip % levels == 0 ? 0.25f : (float)(clip % levels) / levels;
        }
    }
}
