using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.Inversion;

/// <summary>
/// A priority queue of indices for few priorities (levels): a stack per level, and a bit for each level that is not empty. The caller stores the link
/// from an index to the next one in its stack, next to its other data. Push and pop take constant time, and the order is deterministic.
/// </summary>
/// <param name="heads">Memory for the top index of each level; any content.</param>
/// <param name="filled">One bit per level, all 0.</param>
internal ref struct LevelQueue(Span<int> heads, Span<ulong> filled)
{
    /// <summary>The link of the last index in a stack.</summary>
    public const int Bottom = -1;

    private readonly Span<int> _heads = heads;
    private readonly Span<ulong> _filled = filled;
    private int _topWord; // no bit is set in words after this one

    /// <summary>Adds an index and returns its link.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Push(int level, int index)
    {
        int word = level >> 6;
        ulong bit = 1UL << level, bits = _filled[word];
        int link = (bits & bit) != 0 ? _heads[level] : Bottom;
        _heads[level] = index;
        _filled[word] = bits | bit;
        if (word > _topWord) _topWord = word;
        return link;
    }

    /// <summary>Finds the last added index of the highest level; false if the queue is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPeek(out int level, out int index)
    {
        while (_filled[_topWord] == 0)
        {
            if (_topWord == 0)
            {
                level = index = 0;
                return false;
            }
            _topWord--;
        }
        level = (_topWord << 6) + BitOperations.Log2(_filled[_topWord]);
        index = _heads[level];
        return true;
    }

    /// <summary>Removes the index that <see cref="TryPeek"/> found.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="link">Its link.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop(int level, int link)
    {
        _heads[level] = link;
        if (link == Bottom) _filled[level >> 6] &= ~(1UL << level);
    }
}
