using System.Numerics;

namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>
/// Indexes fingerprints by five parts of their structure, so that similar ones are found without comparing all. Five parts are right for about
/// 100,000 fingerprints: with fewer parts, more values of a part have to be tried; with more parts, more fingerprints share a value.
/// </summary>
internal sealed class FingerprintIndex
{
    private const int Parts = 5, PartBits = 13, Values = 1 << PartBits; // the last part has 12 bits
    // Two structures that differ in at most r bits differ in at most r / 5 in one of their parts.
    private const int PartTolerance = DuplicatePaintings.StructureTolerance / Parts;

    private static readonly int[] s_flips = [.. Enumerable.Range(0, Values).Where(bits => BitOperations.PopCount((uint)bits) <= PartTolerance)];

    private readonly PaintingFingerprint[] _fingerprints;
    private readonly int[][] _starts = new int[Parts][]; // where the entries of each value begin in _entries
    private readonly Entry[][] _entries = new Entry[Parts][];
    private readonly int[] _seen;

    public FingerprintIndex(PaintingFingerprint[] fingerprints)
    {
        _fingerprints = fingerprints;
        _seen = new int[fingerprints.Length];
        for (int part = 0; part < Parts; part++)
        {
            var starts = new int[Values + 1];
            var entries = new Entry[fingerprints.Length];
            foreach (PaintingFingerprint fingerprint in fingerprints) starts[Value(fingerprint.Structure, part) + 1]++;
            for (int value = 0; value < Values; value++) starts[value + 1] += starts[value];
            int[] next = [.. starts];
            for (int i = 0; i < fingerprints.Length; i++)
                entries[next[Value(fingerprints[i].Structure, part)]++] = new Entry(fingerprints[i].Structure, i);
            (_starts[part], _entries[part]) = (starts, entries);
        }
    }

    /// <summary>Finds the fingerprints after the given one that match it and are not yet in a group.</summary>
    public void Find(int wanted, bool[] taken, List<int> matches)
    {
        ulong structure = _fingerprints[wanted].Structure;
        for (int part = 0; part < Parts; part++)
        {
            int value = Value(structure, part);
            ReadOnlySpan<int> starts = _starts[part];
            ReadOnlySpan<Entry> entries = _entries[part];
            foreach (int flip in s_flips)
            {
                int at = value ^ flip;
                foreach (ref readonly Entry entry in entries[starts[at]..starts[at + 1]])
                {
                    if (BitOperations.PopCount(structure ^ entry.Structure) > DuplicatePaintings.StructureTolerance) continue;
                    int other = entry.Index;
                    if (other <= wanted || taken[other] || _seen[other] == wanted + 1) continue;
                    _seen[other] = wanted + 1;
                    if (_fingerprints[wanted].Matches(_fingerprints[other])) matches.Add(other);
                }
            }
        }
    }

    private static int Value(ulong structure, int part) => (int)(structure >> (part * PartBits) & (Values - 1));

    /// <summary>Has a copy of the structure, which saves a random memory access for each candidate.</summary>
    private readonly record struct Entry(ulong Structure, int Index);
}
