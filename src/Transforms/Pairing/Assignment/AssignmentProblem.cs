namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Every painting gets <see cref="Partners"/> different clips, no clip goes to more than <see cref="MaxUses"/> paintings, and the total cost
/// is to be minimal: a transportation problem. With one partner and one use it is the assignment problem.
/// </summary>
internal sealed record AssignmentProblem
{
    /// <summary>The cost of a second clip of the same piece for a painting: more than all other costs, so that it is taken only if there is no other piece.</summary>
    public const float SamePieceCost = 4;

    private const int MaxSteps = 8;

    public required IAssignmentCosts Costs { get; init; }

    /// <summary>Clips for each painting; at most the number of clips.</summary>
    public int Partners { get; init; } = 1;

    /// <summary>The maximum number of paintings that a clip may be paired with. All clips together need a use for every partner of every painting.</summary>
    public int MaxUses { get; init; } = 1;

    /// <summary>The cost of use rises in <see cref="Steps"/> from 0, for the first use of a clip, towards this.</summary>
    public float BalanceCost { get; init; }

    /// <summary>The number of different costs of use.</summary>
    public int Steps => Math.Min(MaxSteps, MaxUses);

    /// <summary>The number of each clip's piece; null if every clip is a piece of its own.</summary>
    public int[]? Pieces { get; init; }

    /// <summary>Stops the search for a solution between two paintings.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The step, from 0, of the use with this number, from 0.</summary>
    public int StepOf(int use) => (int)((long)use * Steps / MaxUses);

    /// <summary>The cost of use in a step.</summary>
    public float CostOfStep(int step) => BalanceCost * step / Steps;

    public bool SamePieceAs(int clip, int other) => Pieces is not null && Pieces[clip] == Pieces[other];

    /// <summary>The total cost of a solution, with the costs of use and of clips of the same piece.</summary>
    public double CostOf(int[][] partners)
    {
        double sum = 0;
        var row = new float[Costs.Clips];
        var uses = new int[Costs.Clips];
        for (int painting = 0; painting < partners.Length; painting++)
        {
            Costs.Fill(painting, row);
            int[] clips = partners[painting];
            for (int i = 0; i < clips.Length; i++)
            {
                sum += (double)row[clips[i]] + CostOfStep(StepOf(uses[clips[i]]++));
                for (int before = 0; before < i; before++)
                {
                    if (SamePieceAs(clips[i], clips[before])) sum += SamePieceCost;
                }
            }
        }
        return sum;
    }
}
