namespace Microsoft.ML.Data;

/// <inheritdoc/>
internal sealed class StoredColumn<T>(ValueGetter<T> source) : StoredColumn
{
    private readonly Lock _gate = new();
    private readonly List<T> _values = [];

    public override void Store(int slot)
    {
        lock (_gate)
        {
            while (_values.Count <= slot) _values.Add(default);
            T value = _values[slot]; // a vector's arrays are filled again
            source(ref value);
            _values[slot] = value;
        }
    }

    public override Delegate MakeGetter(Func<int> slot)
    {
        Values<T>.Copier copy = Values<T>.Copy;
        ValueGetter<T> getter = (ref T destination) =>
        {
            T value;
            int index = slot();
            lock (_gate)
            {
                value = _values[index];
            }
            copy(value, ref destination);
        };
        return getter;
    }
}
