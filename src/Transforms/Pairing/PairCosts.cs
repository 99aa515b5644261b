using System.Numerics;
using System.Runtime.InteropServices;
using Pix2Pitch.Pairing.Assignment;

namespace Pix2Pitch.Pairing;

/// <summary>
/// The costs of the clips of a style for its paintings, from period, place, mood and judged styles. The weights are scaled to a sum of 1. A painting's row is
/// computed in vectors over the clips, about as fast as it could be read from memory.
/// </summary>
internal sealed class PairCosts : IAssignmentCosts
{
    private const float Unknown = 0.5f; // halfway between a perfect fit and no fit

    private readonly Candidate[] _paintings;
    private readonly float _yearWeight, _perYear;
    private readonly float[] _years, _yearKnown; // of each clip; 1 if the year is known, else 0
    private readonly Dictionary<string, float[]> _places = []; // cost of each clip, by the countries of a painting
    private readonly (Differences Differences, float Weight)[] _affinities;

    public PairCosts(Candidate[] paintings, Candidate[] clips, PairingOptions options)
    {
        _paintings = paintings;
        (Differences Differences, double Weight)[] affinities =
        [
            .. new (Differences Differences, double Weight)[]
            {
                (new(paintings, clips, candidate => candidate.Measures), options.AffinityWeight),
                (new(paintings, clips, candidate => candidate.StyleMeasures), options.StyleWeight),
            }.Where(affinity => affinity.Weight > 0 && affinity.Differences.AreKnown),
        ];
        double weights = options.YearWeight + options.PlaceWeight + affinities.Sum(affinity => affinity.Weight) + options.BalanceWeight;
        double scale = weights > 0 ? 1 / weights : 0;
        BalanceWeight = (float)(options.BalanceWeight * scale);
        _yearWeight = (float)(options.YearWeight * scale);
        _affinities = [.. affinities.Select(affinity => (affinity.Differences, (float)(affinity.Weight * scale)))];
        _perYear = (float)(1 / options.YearTolerance);
        _years = [.. clips.Select(clip => (float)(clip.Year ?? 0))];
        _yearKnown = [.. clips.Select(clip => clip.Year is null ? 0f : 1f)];
        float place = (float)(options.PlaceWeight * scale);
        foreach (Candidate painting in paintings)
        {
            if (_places.ContainsKey(painting.CountryKey)) continue;
            _places[painting.CountryKey] = [.. clips.Select(clip => place * (painting.SamePlace(clip) is { } same ? (same ? 0 : 1) : Unknown))];
        }
        Clips = clips.Length;
    }

    public int Paintings => _paintings.Length;

    public int Clips { get; }

    /// <summary>The cost of use that a clip approaches as it nears its maximum number of uses.</summary>
    public float BalanceWeight { get; }

    public void Fill(int painting, Span<float> costs)
    {
        Candidate picture = _paintings[painting];
        ReadOnlySpan<float> places = _places[picture.CountryKey];
        float year = picture.Year ?? 0;
        // Without a branch: cost = unknown + known * (difference - unknown), with known = 1 or 0.
        float yearKnown = picture.Year is null ? 0 : _yearWeight, unknownYear = Unknown * _yearWeight;
        ref float years = ref MemoryMarshal.GetArrayDataReference(_years), yearKnowns = ref MemoryMarshal.GetArrayDataReference(_yearKnown);
        ref float place = ref MemoryMarshal.GetReference(places), cost = ref MemoryMarshal.GetReference(costs[..Clips]);
        int clip = 0;
        for (; clip <= Clips - Vector<float>.Count; clip += Vector<float>.Count)
        {
            nuint at = (nuint)clip;
            Vector<float> years1 = Vector.Min(Vector.Abs(Vector.LoadUnsafe(ref years, at) - new Vector<float>(year)) * _perYear, Vector<float>.One);
            Vector<float> sum = Vector.LoadUnsafe(ref place, at) + new Vector<float>(unknownYear)
                + Vector.LoadUnsafe(ref yearKnowns, at) * yearKnown * (years1 - new Vector<float>(Unknown));
            sum.StoreUnsafe(ref cost, at);
        }
        for (; clip < Clips; clip++)
        {
            float years1 = Math.Min(Math.Abs(_years[clip] - year) * _perYear, 1);
            costs[clip] = places[clip] + unknownYear + _yearKnown[clip] * yearKnown * (years1 - Unknown);
        }
        foreach ((Differences differences, float weight) in _affinities) differences.Add(painting, weight, costs[..Clips]);
    }

    /// <summary>The differences between measures of the paintings and of the clips, each in standard deviations.</summary>
    private sealed class Differences
    {
        private readonly float[] _heard; // [measure, clip]
        private readonly float[] _heardKnown; // 1 if the measures of a clip are known, else 0
        private readonly double[]?[] _seen;
        private readonly float _perDeviation;

        public Differences(Candidate[] paintings, Candidate[] clips, Func<Candidate, double[]?> measuresOf)
        {
            double[]?[] heard = Affinity.Standardized([.. clips.Select(measuresOf)]);
            _seen = Affinity.Standardized([.. paintings.Select(measuresOf)]);
            int measures = _seen.Concat(heard).Max(values => values?.Length ?? 0);
            AreKnown = _seen.Any(values => values is not null) && heard.Any(values => values is not null);
            _perDeviation = (float)(1 / (measures * Affinity.FarApart));
            _heard = [.. Enumerable.Range(0, measures).SelectMany(i => heard.Select(values => (float)(values?[i] ?? 0)))];
            _heardKnown = [.. heard.Select(values => values is null ? 0f : 1f)];
        }

        /// <summary>Whether there are measures of both sides.</summary>
        public bool AreKnown { get; }

        /// <summary>Adds the cost of the differences of a painting to the costs of the clips.</summary>
        public void Add(int painting, float weight, Span<float> costs)
        {
            float unknown = Unknown * weight;
            if (_seen[painting] is not { } seen)
            {
                for (int i = 0; i < costs.Length; i++) costs[i] += unknown;
                return;
            }
            ref float cost = ref MemoryMarshal.GetReference(costs), known = ref MemoryMarshal.GetArrayDataReference(_heardKnown);
            ref float heard = ref MemoryMarshal.GetArrayDataReference(_heard);
            Span<Vector<float>> wanted = stackalloc Vector<float>[seen.Length];
            for (int i = 0; i < wanted.Length; i++) wanted[i] = new Vector<float>((float)seen[i]);
            int clip = 0;
            for (; clip <= costs.Length - Vector<float>.Count; clip += Vector<float>.Count)
            {
                nuint at = (nuint)clip;
                Vector<float> apart = Vector<float>.Zero;
                for (int i = 0; i < wanted.Length; i++) apart += Vector.Abs(Vector.LoadUnsafe(ref heard, at + (nuint)(i * costs.Length)) - wanted[i]);
                Vector<float> sum = Vector.LoadUnsafe(ref cost, at) + (new Vector<float>(unknown)
                    + Vector.LoadUnsafe(ref known, at) * weight * (Vector.Min(apart * _perDeviation, Vector<float>.One) - new Vector<float>(Unknown)));
                sum.StoreUnsafe(ref cost, at);
            }
            for (; clip < costs.Length; clip++)
            {
                float apart = 0;
                for (int i = 0; i < seen.Length; i++) apart += Math.Abs(_heard[i * costs.Length + clip] - (float)seen[i]);
                costs[clip] += unknown + _heardKnown[clip] * weight * (Math.Min(apart * _perDeviation, 1) - Unknown);
            }
        }
    }
}
