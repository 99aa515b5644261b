using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <inheritdoc/>
internal sealed class ValueMap<TKey, TValue> : ValueMap
{
    private readonly Dictionary<TKey, TValue> _table = new(Values<TKey>.Comparer);

    public ValueMap(DataViewType keyType, DataViewType valueType, DataViewSchema.Annotations annotations, TKey[] keys, TValue[] values)
        : base(keyType, valueType, annotations)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (!_table.TryAdd(keys[i], values[i]))
                throw new InvalidOperationException($"The table has more than one value for the key '{keys[i]}'.");
        }
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<TKey> input = row.GetGetter<TKey>(column);
        Values<TValue>.Copier copy = Values<TValue>.Copy;
        TKey key = default;
        ValueGetter<TValue> getter = (ref TValue destination) =>
        {
            input(ref key);
            copy(_table.TryGetValue(key, out TValue found) ? found : Values<TValue>.Missing, ref destination);
        };
        return getter;
    }

    public override void Save(ModelSaveContext ctx)
    {
        ctx.WriteJson("keys", SavedColumn.Of("Key", KeyType, DataViewSchema.Annotations.Empty, _table.Keys.ToArray()));
        ctx.WriteJson("values", SavedColumn.Of("Value", ValueType, Annotations, _table.Values.ToArray()));
    }
}
