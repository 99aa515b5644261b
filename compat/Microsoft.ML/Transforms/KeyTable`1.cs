using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <inheritdoc/>
internal sealed class KeyTable<T> : KeyTable
{
    private readonly Dictionary<T, uint> _numbers = new(Values<T>.Comparer);
    private readonly T[] _values;
    private readonly bool _asText;

    public KeyTable(DataViewType valueType, T[] values, bool asText)
        : base(valueType, values.Length)
    {
        (_values, _asText) = (values, asText);
        for (int i = 0; i < values.Length; i++) _numbers.Add(values[i], (uint)i + 1);
        if (values.Length == 0) return;
        ReadOnlyMemory<char>[] texts = asText ? Array.ConvertAll(values, value => $"{value}".AsMemory()) : null;
        Annotations = asText
            ? AnnotationKinds.Make(AnnotationKinds.KeyValues, TextDataViewType.Instance, texts)
            : AnnotationKinds.Make(AnnotationKinds.KeyValues, (PrimitiveDataViewType)valueType, values);
    }

    public override DataViewSchema.Annotations Annotations { get; }

    public override ValueGetter<uint> MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> input = row.GetGetter<T>(column);
        T value = default;
        return (ref uint destination) =>
        {
            input(ref value);
            destination = _numbers.GetValueOrDefault(value);
        };
    }

    public override void Save(ModelSaveContext ctx, string name)
    {
        ctx.WriteJson(name, SavedColumn.Of("Value", ValueType, DataViewSchema.Annotations.Empty, _values));
        ctx.WriteJson($"{name}-as-text", _asText);
    }
}
