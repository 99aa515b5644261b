using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Fourier;

/// <summary>
/// A pooled buffer of floats, pinned and aligned to a cache line, so that no vector load crosses two lines. Dispose returns it to the pool. The
/// initial content is undefined.
/// </summary>
internal sealed class AlignedFloats : IDisposable
{
    private const int Line = 64; // bytes
    private const int LineFloats = Line / sizeof(float);

    private static readonly ConcurrentDictionary<int, ConcurrentBag<AlignedFloats>> s_pools = new();
    private static readonly int s_maxKept = 2 * Environment.ProcessorCount; // of each size

    private readonly float[] _array;
    private readonly int _offset;
    private readonly int _capacity;
    private int _length;

    private AlignedFloats(int capacity)
    {
        _capacity = capacity;
        _array = GC.AllocateUninitializedArray<float>(capacity + LineFloats, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _offset = (int)((Line - address % Line) % Line) / sizeof(float);
    }

    /// <summary>Rents a buffer with undefined content.</summary>
    public static AlignedFloats Rent(int length)
    {
        // Four sizes per power of two: at most a fifth is unused.
        int step = Math.Max(1024, (int)(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length)) / 8));
        int capacity = (length + step - 1) / step * step;
        if (!Pool(capacity).TryTake(out AlignedFloats? floats)) floats = new AlignedFloats(capacity);
        floats._length = length;
        return floats;
    }

    /// <summary>The floats.</summary>
    public Span<float> Span => _array.AsSpan(_offset, _length);

    /// <summary>Returns the buffer to the pool.</summary>
    public void Dispose()
    {
        ConcurrentBag<AlignedFloats> pool = Pool(_capacity);
        if (pool.Count < s_maxKept) pool.Add(this);
    }

    private static ConcurrentBag<AlignedFloats> Pool(int capacity) => s_pools.GetOrAdd(capacity, static _ => []);
}
