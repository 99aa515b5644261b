namespace Microsoft.ML.Data;

/// <summary>Writes a <see cref="VBuffer{T}"/>, in the arrays that it has where they are long enough.</summary>
public static class VBufferEditor
{
    /// <summary>An editor of the vector as it is.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination)
        => Create(ref destination, destination.Length, destination.GetValues().Length, keepOldOnResize: true);

    /// <summary>An editor of a vector of that length; it is sparse if <paramref name="valuesCount"/> is smaller.</summary>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(nameof(valuesCount), count, $"It has to be from 0 to {newLogicalLength}.");

        T[] values = destination.ValuesArray;
        bool newValues = (values?.Length ?? 0) < count;
        if (newValues) values = Grow(values, count, keepOldOnResize);

        int[] indices = destination.IndicesArray;
        bool needIndices = count < newLogicalLength || requireIndicesOnDense;
        bool newIndices = needIndices && (indices?.Length ?? 0) < count;
        if (newIndices) indices = Grow(indices, count, keepOldOnResize);

        return new VBufferEditor<T>(newLogicalLength, count, values, indices, needIndices, newValues, newIndices);
    }

    private static TItem[] Grow<TItem>(TItem[] old, int length, bool keep)
    {
        var grown = new TItem[length];
        if (keep) old?.CopyTo(grown, 0);
        return grown;
    }
}
