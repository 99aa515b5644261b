using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.Inversion;

/// <summary>
/// A priority queue of places, for few priorities: a stack for each, and a bit for each that is not empty. The links from a place to the one
/// under it are kept by the caller, beside what else it knows of the place. Pushing and popping take constant time, and the order
/// is the same every time.
/// </summary>
/// <param name="heads">Room for the place on top of every level, of any content.</param>
/// <param name="filled">One bit per level, all 0.</param>
internal ref struct LevelQueue(Span<int> heads, Span<ulong> filled)
{
    /// <summary>The link of a place that has none under it.</summary>
    public const int Bottom = -1;

    private readonly Span<int> _heads = heads;
    private readonly Span<ulong> _filled = filled;
    private int _topWord; // no bit is set in words after this one

    /// <summary>Adds a place, and returns its link.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Push(int level, int place)
    {
        int word = level >> 6;
        ulong bit = 1UL << level, bits = _filled[word];
        int link = (bits & bit) != 0 ? _heads[level] : Bottom;
        _heads[level] = place;
        _filled[word] = bits | bit;
        if (word > _topWord) _topWord = word;
        return link;
    }

    /// <summary>Finds the place that came last out of those with the highest level; false if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPeek(out int level, out int place)
    {
        while (_filled[_topWord] == 0)
        {
            if (_topWord == 0)
            {
                level = place = 0;
                return false;
            }
            _topWord--;
        }
        level = (_topWord << 6) + BitOperations.Log2(_filled[_topWord]);
        place = _heads[level];
        return true;
    }

    /// <summary>Takes the place away that <see cref="TryPeek"/> found.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="link">Its link.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop(int level, int link)
    {
        _heads[level] = link;
        if (link == Bottom) _filled[level >> 6] &= ~(1UL << level);
    }
}
