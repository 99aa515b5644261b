using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense or sparse, whose arrays are used again for the next row. <see cref="VBufferEditor"/> writes one.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    /// <summary>The number of items, those that a sparse vector leaves out included.</summary>
    public readonly int Length;

    /// <summary>A dense vector over the array, which is not copied.</summary>
    public VBuffer(int length, T[] values, int[] indices = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if ((values?.Length ?? 0) < length)
            throw new ArgumentOutOfRangeException(
                nameof(values),
                $"{values?.Length ?? 0} values are too few for a vector of length {length}.");
        (Length, _count, _values, _indices) = (length, length, values, indices);
    }

    /// <summary>A sparse vector; with as many values as its length, a dense one.</summary>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length || count > (values?.Length ?? 0) || (count < length && count > (indices?.Length ?? 0)))
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"It does not fit a vector of length {length} with {values?.Length ?? 0} values and {indices?.Length ?? 0} indices.");
        (Length, _count, _values, _indices) = (length, count, values, indices);
    }

    /// <summary>Whether every item is there.</summary>
    public bool IsDense => _count == Length;

    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>Where the values of a sparse vector belong; empty for a dense one.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense) GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        destination = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(destination);
            return;
        }
        destination.Fill(defaultValue);
        for (int i = 0; i < _count; i++) destination[_indices[i]] = _values[i];
    }

    /// <summary>The items with their places; a sparse vector's missing ones only if <paramref name="all"/> are asked for.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        if (all || IsDense)
        {
            int index = 0;
            foreach (T value in DenseValues()) yield return new(index++, value);
            yield break;
        }
        for (int i = 0; i < _count; i++) yield return new(_indices[i], _values[i]);
    }

    public IEnumerable<T> DenseValues()
    {
        int next = 0;
        for (int i = 0; i < Length; i++)
        {
            if (IsDense) yield return _values[i];
            else if (next < _count && _indices[next] == i) yield return _values[next++];
            else yield return default;
        }
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"It has to be from 0 to {Length - 1}.");
        if (IsDense) return _values[index];
        int found = Array.BinarySearch(_indices, 0, _count, index);
        return found >= 0 ? _values[found] : default;
    }

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    IEnumerator IEnumerable.GetEnumerator() => DenseValues().GetEnumerator();
}
