using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pix2Pitch.Audio;

/// <summary>
/// A priority queue of places, for few priorities: a stack for each, all of them threaded through one array, and a bit for each that
/// is not empty. Pushing and popping take constant time, and the order is the same every time. A place may be in it once.
/// </summary>
internal sealed class LevelQueue : IDisposable
{
    private readonly int[] _heads; // per level: the place on top; only valid where the level's bit is set
    private readonly int[] _below; // per place: the one under it, -1 at the bottom
    private readonly ulong[] _filled; // one bit per level
    private int _topWord; // no bit is set in words after this one

    /// <param name="levels">Levels go from 0 to this, exclusive.</param>
    /// <param name="places">Places go from 0 to this, exclusive.</param>
    public LevelQueue(int levels, int places)
    {
        _heads = ArrayPool<int>.Shared.Rent(levels);
        _below = ArrayPool<int>.Shared.Rent(places);
        _filled = new ulong[(levels + 63) / 64];
    }

    /// <summary>Adds a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(int level, int place)
    {
        int word = level >> 6;
        ulong bit = 1UL << (level & 63), filled = _filled[word];
        _below[place] = (filled & bit) != 0 ? _heads[level] : -1;
        _heads[level] = place;
        _filled[word] = filled | bit;
        if (word > _topWord) _topWord = word;
    }

    /// <summary>Takes the place that came last out of those with the highest level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(out int place)
    {
        int word = _topWord;
        while (_filled[word] == 0)
        {
            if (word == 0)
            {
                _topWord = 0;
                place = 0;
                return false;
            }
            word--;
        }
        _topWord = word;
        int level = (word << 6) + BitOperations.Log2(_filled[word]);
        place = _heads[level];
        int below = _below[place];
        _heads[level] = below;
        if (below < 0) _filled[word] &= ~(1UL << (level & 63));
        return true;
    }

    /// <summary>Gives the arrays back.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_heads);
        ArrayPool<int>.Shared.Return(_below);
    }
}
