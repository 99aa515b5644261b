namespace Pix2Pitch.Pairing.Assignment;

/// <summary>
/// Solves small problems exactly: one painting's need after the other comes in along a shortest path of exchanges, found as Dijkstra does it in
/// costs reduced by potentials (N. Tomizawa, "On some techniques useful for solution of transportation network problems", Networks 1, 1971; R.
/// Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987; for
/// capacities and convex costs Ahuja, Magnanti and Orlin, "Network Flows", 1993, sections 9.7 and 14.4). O(p^2 m) for p pairs and m clips.
/// </summary>
internal sealed class ShortestPathAssignment
{
    private readonly AssignmentProblem _problem;
    private readonly int _clips;
    private readonly float[][] _costs;
    private readonly List<int>[] _held; // of each painting
    private readonly List<int>[] _holders; // of each clip
    private readonly double[] _potential; // of each clip
    private readonly double[] _distance; // of each clip, reduced by its potential
    private readonly bool[] _reached; // for good
    private readonly (int Clip, int Painting)[] _before; // which painting gives which clip away for this one
    private readonly int[] _ofPiece; // clips of each piece that the painting in hand has
    private double _endPotential;

    private ShortestPathAssignment(AssignmentProblem problem)
    {
        _problem = problem;
        int paintings = problem.Costs.Paintings;
        _clips = problem.Costs.Clips;
        _costs = new float[paintings][];
        for (int i = 0; i < paintings; i++) problem.Costs.Fill(i, _costs[i] = new float[_clips]);
        _held = [.. _costs.Select(_ => new List<int>(problem.Partners))];
        _holders = [.. Enumerable.Range(0, _clips).Select(_ => new List<int>(problem.MaximumUses))];
        _potential = new double[_clips];
        _distance = new double[_clips];
        _reached = new bool[_clips];
        _before = new (int, int)[_clips];
        _ofPiece = new int[problem.Pieces is { Length: > 0 } pieces ? pieces.Max() + 1 : 0];
    }

    /// <summary>The clips of each painting.</summary>
    public static int[][] Solve(AssignmentProblem problem)
    {
        var work = new ShortestPathAssignment(problem);
        for (int round = 0; round < problem.Partners; round++)
        {
            for (int painting = 0; painting < work._held.Length; painting++) work.Serve(painting);
        }
        return [.. work._held.Select(clips => clips.ToArray())];
    }

    private void Serve(int painting)
    {
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Clear(_reached);
        Reach(painting, -1, 0);
        double end = double.PositiveInfinity;
        int last = -1;
        while (true)
        {
            int clip = Nearest();
            if (clip < 0 || _distance[clip] >= end) break;
            _reached[clip] = true;
            int uses = _holders[clip].Count;
            double distance = _distance[clip] + _potential[clip];
            if (uses < _problem.MaximumUses && distance + _problem.CostOfStep(_problem.StepOf(uses)) - _endPotential is var free && free < end)
                (end, last) = (free, clip);
            foreach (int holder in _holders[clip]) Reach(holder, clip, distance);
        }
        if (last < 0) throw new InvalidOperationException("There are not enough clips for all paintings.");
        for (int clip = 0; clip < _clips; clip++) _potential[clip] += Math.Min(_distance[clip], end);
        _endPotential += end;
        Exchange(last);
    }

    // From a painting to every clip that it has not, for which it gives one away, or none where that is -1.
    private void Reach(int painting, int given, double distance)
    {
        float[] costs = _costs[painting];
        List<int> held = _held[painting];
        if (held.Count <= 1 && given >= 0 || held.Count == 0 || _problem.Pieces is null)
        {
            double from = given < 0 ? distance : distance - costs[given];
            for (int clip = 0; clip < _clips; clip++)
            {
                double reduced = from + costs[clip] - _potential[clip];
                if (reduced < _distance[clip] && !_reached[clip] && !held.Contains(clip)) (_distance[clip], _before[clip]) = (reduced, (given, painting));
            }
            return;
        }
        int[] pieces = _problem.Pieces;
        foreach (int clip in held) _ofPiece[pieces[clip]]++;
        if (given >= 0)
        {
            _ofPiece[pieces[given]]--;
            distance -= costs[given] + AssignmentProblem.SamePiece * _ofPiece[pieces[given]];
        }
        for (int clip = 0; clip < _clips; clip++)
        {
            double reduced = distance + costs[clip] + AssignmentProblem.SamePiece * _ofPiece[pieces[clip]] - _potential[clip];
            if (reduced < _distance[clip] && !_reached[clip] && !held.Contains(clip)) (_distance[clip], _before[clip]) = (reduced, (given, painting));
        }
        foreach (int clip in held) _ofPiece[pieces[clip]] = 0;
    }

    private int Nearest()
    {
        int nearest = -1;
        double lowest = double.PositiveInfinity;
        for (int clip = 0; clip < _clips; clip++)
        {
            if (!_reached[clip] && _distance[clip] < lowest) (nearest, lowest) = (clip, _distance[clip]);
        }
        return nearest;
    }

    private void Exchange(int last)
    {
        for (int clip = last; ;)
        {
            (int given, int taker) = _before[clip];
            _held[taker].Add(clip);
            _holders[clip].Add(taker);
            if (given < 0) break;
            _held[taker].Remove(given);
            _holders[given].Remove(taker);
            clip = given;
        }
    }
}
