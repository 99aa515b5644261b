namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Every painting gets <see cref="Partners"/> different clips, no clip goes to more than <see cref="MaximumUses"/> paintings, and the sum of
/// the costs is to be the least: a transportation problem, and with one partner and one use each the assignment problem.
/// </summary>
internal sealed record AssignmentProblem
{
    /// <summary>What a second clip of a piece costs a painting: more than all else, so that it is taken only where there is no other piece.</summary>
    public const float SamePiece = 4;

    private const int MostSteps = 8;

    public required IAssignmentCosts Costs { get; init; }

    /// <summary>Clips for each painting; at most as many as there are.</summary>
    public int Partners { get; init; } = 1;

    /// <summary>Paintings for each clip at most. There have to be enough for all.</summary>
    public int MaximumUses { get; init; } = 1;

    /// <summary>What a clip costs more when it is used up to <see cref="MaximumUses"/>.</summary>
    public float BalanceCost { get; init; }

    /// <summary>The steps in which that cost rises.</summary>
    public int Steps => Math.Min(MostSteps, MaximumUses);

    /// <summary>The number of each clip's piece; each its own where it is null.</summary>
    public int[]? Pieces { get; init; }

    /// <summary>The step of a clip's use, from 0.</summary>
    /// <param name="use">The number of the use, from 0.</param>
    public int StepOf(int use) => (int)((long)use * Steps / MaximumUses);

    /// <summary>What a clip costs more in a step.</summary>
    public float CostOfStep(int step) => BalanceCost * step / Steps;

    public bool SamePieceAs(int clip, int other) => Pieces is not null && Pieces[clip] == Pieces[other];

    /// <summary>The cost of a solution, with that of uses and of clips of one piece.</summary>
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
                    if (SamePieceAs(clips[i], clips[before])) sum += SamePiece;
                }
            }
        }
        return sum;
    }
}
