namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Solves small problems exactly. Paintings are added one by one, each along the cheapest path of exchanges, which Dijkstra's algorithm finds
/// in costs reduced by potentials (N. Tomizawa, "On some techniques useful for solution of transportation netsolver problems", Netsolvers 1, 1971; R.
/// Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987; for
/// capacities and convex costs R. Ahuja, T. Magnanti and J. Orlin, "Netsolver Flows", 1993, sections 9.7 and 14.4). O(p^2 m) time for p pairs and
/// m clips; the costs are in memory.
/// </summary>
internal sealed class ShortestPathAssignment
{
    private const int Nothing = -1;

    private readonly AssignmentProblem _problem;
    private readonly int _clips;
    private readonly float[][] _costs; // [painting][clip]
    private readonly List<int>[] _clipsOf; // of each painting
    private readonly List<int>[] _paintingsOf; // of each clip
    private readonly double[] _potential; // of each clip
    private readonly double[] _distance; // to each clip, reduced by its potential
    private readonly bool[] _settled; // whether the distance to the clip is final
    private readonly (int GivenUp, int Painting)[] _previous; // to each clip: the painting that takes it, and the clip that it gives up
    private readonly int[] _clipsOfPiece; // buffer: how many clips of each piece a painting has
    private double _endPotential;

    private ShortestPathAssignment(AssignmentProblem problem)
    {
        _problem = problem;
        int paintings = problem.Costs.Paintings;
        _clips = problem.Costs.Clips;
        _costs = new float[paintings][];
        for (int i = 0; i < paintings; i++) problem.Costs.Fill(i, _costs[i] = new float[_clips]);
        _clipsOf = [.. _costs.Select(_ => new List<int>(problem.Partners))];
        _paintingsOf = [.. Enumerable.Range(0, _clips).Select(_ => new List<int>(problem.MaxUses))];
        _potential = new double[_clips];
        _distance = new double[_clips];
        _settled = new bool[_clips];
        _previous = new (int, int)[_clips];
        _clipsOfPiece = new int[problem.Pieces is { Length: > 0 } pieces ? pieces.Max() + 1 : 0];
    }

    /// <summary>Finds the clips of each painting.</summary>
    public static int[][] Solve(AssignmentProblem problem)
    {
        var solver = new ShortestPathAssignment(problem);
        for (int round = 0; round < problem.Partners; round++)
        {
            for (int painting = 0; painting < solver._clipsOf.Length; painting++)
            {
                problem.Cancellation.ThrowIfCancellationRequested();
                solver.Add(painting);
            }
        }
        return [.. solver._clipsOf.Select(clips => clips.ToArray())];
    }

    private void Add(int painting)
    {
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Clear(_settled);
        Relax(painting, Nothing, 0);
        double end = double.PositiveInfinity;
        int last = Nothing;
        while (true)
        {
            int clip = FindNearest();
            if (clip < 0 || _distance[clip] >= end) break;
            _settled[clip] = true;
            int uses = _paintingsOf[clip].Count;
            double distance = _distance[clip] + _potential[clip];
            if (uses < _problem.MaxUses && distance + _problem.CostOfStep(_problem.StepOf(uses)) - _endPotential is var free && free < end)
                (end, last) = (free, clip);
            foreach (int holder in _paintingsOf[clip]) Relax(holder, clip, distance);
        }
        if (last < 0) throw new InvalidOperationException("There are not enough clips for all paintings.");
        for (int clip = 0; clip < _clips; clip++) _potential[clip] += Math.Min(_distance[clip], end);
        _endPotential += end;
        Exchange(last);
    }

    // Updates the distances to the clips that a painting could take in exchange for the one it gives up, or for nothing.
    private void Relax(int painting, int givenUp, double distance)
    {
        float[] costs = _costs[painting];
        List<int> held = _clipsOf[painting];
        if (held.Count <= 1 && givenUp >= 0 || held.Count == 0 || _problem.Pieces is null)
        {
            double from = givenUp < 0 ? distance : distance - costs[givenUp];
            for (int clip = 0; clip < _clips; clip++)
            {
                double reduced = from + costs[clip] - _potential[clip];
                if (reduced < _distance[clip] && !_settled[clip] && !held.Contains(clip)) (_distance[clip], _previous[clip]) = (reduced, (givenUp, painting));
            }
            return;
        }
        int[] pieces = _problem.Pieces;
        foreach (int clip in held) _clipsOfPiece[pieces[clip]]++;
        if (givenUp >= 0)
        {
            _clipsOfPiece[pieces[givenUp]]--;
            distance -= costs[givenUp] + AssignmentProblem.SamePieceCost * _clipsOfPiece[pieces[givenUp]];
        }
        for (int clip = 0; clip < _clips; clip++)
        {
            double reduced = distance + costs[clip] + AssignmentProblem.SamePieceCost * _clipsOfPiece[pieces[clip]] - _potential[clip];
            if (reduced < _distance[clip] && !_settled[clip] && !held.Contains(clip)) (_distance[clip], _previous[clip]) = (reduced, (givenUp, painting));
        }
        foreach (int clip in held) _clipsOfPiece[pieces[clip]] = 0;
    }

    private int FindNearest()
    {
        int nearest = -1;
        double lowest = double.PositiveInfinity;
        for (int clip = 0; clip < _clips; clip++)
        {
            if (!_settled[clip] && _distance[clip] < lowest) (nearest, lowest) = (clip, _distance[clip]);
        }
        return nearest;
    }

    private void Exchange(int last)
    {
        for (int clip = last; ;)
        {
            (int givenUp, int taker) = _previous[clip];
            _clipsOf[taker].Add(clip);
            _paintingsOf[clip].Add(taker);
            if (givenUp < 0) break;
            _clipsOf[taker].Remove(givenUp);
            _paintingsOf[givenUp].Remove(taker);
            clip = givenUp;
        }
    }
}
