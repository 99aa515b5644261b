using System.Numerics;
using System.Runtime.InteropServices;
using Pix2Pitch.Pairing.Assignment;

namespace Pix2Pitch.Pairing;

/// <summary>
/// The costs of the clips of a style for its paintings, from period, place and affinity. The weights are scaled to a sum of 1. A painting's row is
/// computed in vectors over the clips, about as fast as it could be read from memory.
/// </summary>
internal sealed class PairCosts : IAssignmentCosts
{
    private const float Unknown = 0.5f; // halfway between a perfect fit and no fit

    private readonly Candidate[] _paintings;
    private readonly float _yearWeight, _affinityWeight, _perYear, _perDeviation;
    private readonly float[] _years, _yearKnown; // of each clip; 1 if the year is known, else 0
    private readonly float[][] _heard; // [measure][clip]
    private readonly float[] _heardKnown;
    private readonly double[]?[] _seen;
    private readonly Dictionary<string, float[]> _places = []; // cost of each clip, by the countries of a painting

    public PairCosts(Candidate[] paintings, Candidate[] clips, PairingOptions options)
    {
        _paintings = paintings;
        double[]?[] heard = Affinity.Standardized([.. clips.Select(clip => clip.Measures)]);
        _seen = Affinity.Standardized([.. paintings.Select(painting => painting.Measures)]);
        bool measured = _seen.Any(values => values is not null) && heard.Any(values => values is not null);
        double affinity = measured ? options.AffinityWeight : 0;
        double weights = options.YearWeight + options.PlaceWeight + affinity + options.BalanceWeight;
        double scale = weights > 0 ? 1 / weights : 0;
        BalanceWeight = (float)(options.BalanceWeight * scale);
        _yearWeight = (float)(options.YearWeight * scale);
        _affinityWeight = (float)(affinity * scale);
        _perYear = (float)(1 / options.YearTolerance);
        _perDeviation = (float)(1 / (Affinity.Measures * Affinity.FarApart));
        _years = [.. clips.Select(clip => (float)(clip.Year ?? 0))];
        _yearKnown = [.. clips.Select(clip => clip.Year is null ? 0f : 1f)];
        _heard = [.. Enumerable.Range(0, Affinity.Measures).Select(i => heard.Select(values => (float)(values?[i] ?? 0)).ToArray())];
        _heardKnown = [.. heard.Select(values => values is null ? 0f : 1f)];
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
        double[]? seen = _affinityWeight > 0 ? _seen[painting] : null;
        float year = picture.Year ?? 0;
        // Without a branch: cost = unknown + known * (difference - unknown), with known = 1 or 0.
        float yearKnown = picture.Year is null ? 0 : _yearWeight, unknownYear = Unknown * _yearWeight;
        float affinityKnown = seen is null ? 0 : _affinityWeight, unknownAffinity = Unknown * _affinityWeight;
        (float light, float strong, float warm) = seen is null ? default : ((float)seen[0], (float)seen[1], (float)seen[2]);
        ref float years = ref MemoryMarshal.GetArrayDataReference(_years), yearKnowns = ref MemoryMarshal.GetArrayDataReference(_yearKnown);
        ref float bright = ref MemoryMarshal.GetArrayDataReference(_heard[0]), loud = ref MemoryMarshal.GetArrayDataReference(_heard[1]);
        ref float busy = ref MemoryMarshal.GetArrayDataReference(_heard[2]), heardKnowns = ref MemoryMarshal.GetArrayDataReference(_heardKnown);
        ref float place = ref MemoryMarshal.GetReference(places), cost = ref MemoryMarshal.GetReference(costs[..Clips]);
        int clip = 0;
        for (; clip <= Clips - Vector<float>.Count; clip += Vector<float>.Count)
        {
            nuint at = (nuint)clip;
            Vector<float> years1 = Vector.Min(Vector.Abs(Vector.LoadUnsafe(ref years, at) - new Vector<float>(year)) * _perYear, Vector<float>.One);
            Vector<float> sum = Vector.LoadUnsafe(ref place, at) + new Vector<float>(unknownYear)
                + Vector.LoadUnsafe(ref yearKnowns, at) * yearKnown * (years1 - new Vector<float>(Unknown));
            Vector<float> apart = Vector.Abs(Vector.LoadUnsafe(ref bright, at) - new Vector<float>(light))
                + Vector.Abs(Vector.LoadUnsafe(ref loud, at) - new Vector<float>(strong))
                + Vector.Abs(Vector.LoadUnsafe(ref busy, at) - new Vector<float>(warm));
            sum += new Vector<float>(unknownAffinity) + Vector.LoadUnsafe(ref heardKnowns, at) * affinityKnown
                * (Vector.Min(apart * _perDeviation, Vector<float>.One) - new Vector<float>(Unknown));
            sum.StoreUnsafe(ref cost, at);
        }
        for (; clip < Clips; clip++)
        {
            float years1 = Math.Min(Math.Abs(_years[clip] - year) * _perYear, 1);
            float sum = places[clip] + unknownYear + _yearKnown[clip] * yearKnown * (years1 - Unknown);
            float apart = Math.Abs(_heard[0][clip] - light) + Math.Abs(_heard[1][clip] - strong) + Math.Abs(_heard[2][clip] - warm);
            costs[clip] = sum + (unknownAffinity + _heardKnown[clip] * affinityKnown * (Math.Min(apart * _perDeviation, 1) - Unknown));
        }
    }
}
