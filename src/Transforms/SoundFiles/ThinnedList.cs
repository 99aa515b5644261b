namespace Pix2Pitch.SoundFiles;

/// <summary>Keeps every n-th of the items that are added, starting with the first. n doubles when there are too many, so that memory does not grow.</summary>
internal sealed class ThinnedList<T>
{
    private const int MaxItems = 1 << 12;

    private readonly List<T> _items = [];
    private long _added;

    /// <summary>How many added items there are for each item that is kept.</summary>
    public int Stride { get; private set; } = 1;

    /// <summary>Number of items that are kept.</summary>
    public int Count => _items.Count;

    /// <summary>The item that was added as number index x <see cref="Stride"/>.</summary>
    public T this[int index] => _items[index];

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        if (_added++ % Stride != 0) return;
        _items.Add(item);
        if (_items.Count < MaxItems) return;
        for (int i = 0; i < MaxItems / 2; i++) _items[i] = _items[2 * i];
        _items.RemoveRange(MaxItems / 2, MaxItems / 2);
        Stride *= 2;
    }
}
