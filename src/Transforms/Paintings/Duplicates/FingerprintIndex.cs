using System.Numerics;

namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Fingerprints by the four parts of their structure, so that those near one are found without comparing it with all.</summary>
internal sealed class FingerprintIndex
{
    private const int Parts = 4, PartBits = 64 / Parts, Values = 1 << PartBits;
    // Two structures that differ in at most r bits differ in at most r / 4 in one of their parts.
    private const int PartTolerance = DuplicatePaintings.StructureTolerance / Parts;

    private static readonly int[] s_flips =
        [.. Enumerable.Range(0, Values).Where(bits => BitOperations.PopCount((uint)bits) <= PartTolerance).OrderBy(bits => BitOperations.PopCount((uint)bits))];

    private readonly PaintingFingerprint[] _fingerprints;
    private readonly int[][] _starts = new int[Parts][]; // of each value's run in _members
    private readonly int[][] _members = new int[Parts][];
    private readonly int[] _seen;

    public FingerprintIndex(PaintingFingerprint[] fingerprints)
    {
        _fingerprints = fingerprints;
        _seen = new int[fingerprints.Length];
        for (int part = 0; part < Parts; part++)
        {
            int[] starts = new int[Values + 1], members = new int[fingerprints.Length];
            foreach (PaintingFingerprint fingerprint in fingerprints) starts[Value(fingerprint, part) + 1]++;
            for (int value = 0; value < Values; value++) starts[value + 1] += starts[value];
            int[] next = [.. starts];
            for (int i = 0; i < fingerprints.Length; i++) members[next[Value(fingerprints[i], part)]++] = i;
            (_starts[part], _members[part]) = (starts, members);
        }
    }

    /// <summary>Adds the fingerprints after the given one that match it and are not taken.</summary>
    public void Find(int wanted, bool[] taken, List<int> near)
    {
        PaintingFingerprint fingerprint = _fingerprints[wanted];
        for (int part = 0; part < Parts; part++)
        {
            int value = Value(fingerprint, part);
            int[] starts = _starts[part], members = _members[part];
            foreach (int flip in s_flips)
            {
                int at = value ^ flip;
                for (int i = starts[at]; i < starts[at + 1]; i++)
                {
                    int other = members[i];
                    if (other <= wanted || taken[other] || _seen[other] == wanted + 1) continue;
                    if (BitOperations.PopCount(fingerprint.Structure ^ _fingerprints[other].Structure) > DuplicatePaintings.StructureTolerance) continue;
                    _seen[other] = wanted + 1;
                    if (fingerprint.Matches(_fingerprints[other])) near.Add(other);
                }
            }
        }
    }

    private static int Value(PaintingFingerprint fingerprint, int part) => (int)(fingerprint.Structure >> (part * PartBits)) & (Values - 1);
}
