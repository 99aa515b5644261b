using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A table from keys to values.</summary>
internal abstract class ValueMap(DataViewType keyType, DataViewType valueType, DataViewSchema.Annotations annotations)
{
    public DataViewType KeyType { get; } = keyType;

    public DataViewType ValueType { get; } = valueType;

    public DataViewSchema.Annotations Annotations { get; } = annotations;

    /// <summary>A getter of the value for what the column holds.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void Save(ModelSaveContext ctx);

    /// <summary>Reads a table from two columns.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="keys">The column with the keys.</param>
    /// <param name="values">The column with the values.</param>
    /// <param name="valuesAsKeys">Whether each different value is to become a key, with the value as its name.</param>
    public static ValueMap Read(IDataView table, DataViewSchema.Column keys, DataViewSchema.Column values, bool valuesAsKeys)
        => Call(valuesAsKeys ? nameof(ReadAsKeys) : nameof(ReadOf), keys.Type, values.Type, table, keys, values);

    public static ValueMap Load(ModelLoadContext context)
    {
        SavedColumn keys = context.ReadJson<SavedColumn>("keys");
        SavedColumn values = context.ReadJson<SavedColumn>("values");
        return Call(nameof(LoadOf), keys.Type.ToType(), values.Type.ToType(), keys, values);
    }

    private static ValueMap Call(string method, DataViewType keyType, DataViewType valueType, params object[] arguments)
        => Generic.Call<ValueMap>(typeof(ValueMap), method, [keyType.RawType, valueType.RawType], arguments);

    private static ValueMap<TKey, TValue> ReadOf<TKey, TValue>(IDataView table, DataViewSchema.Column keys, DataViewSchema.Column values)
    {
        TKey[] readKeys = [.. ColumnReader.Read<TKey>(table, keys)];
        return new(keys.Type, values.Type, values.Annotations, readKeys, [.. ColumnReader.Read<TValue>(table, values)]);
    }

    private static ValueMap<TKey, uint> ReadAsKeys<TKey, TValue>(IDataView table, DataViewSchema.Column keys, DataViewSchema.Column values)
    {
        var numbers = new Dictionary<TValue, uint>(Values<TValue>.Comparer);
        var mapped = new List<uint>();
        foreach (TValue value in ColumnReader.Read<TValue>(table, values))
        {
            if (!numbers.TryGetValue(value, out uint number)) numbers.Add(value, number = (uint)numbers.Count + 1);
            mapped.Add(number);
        }
        var annotations = AnnotationKinds.Make(AnnotationKinds.KeyValues, (PrimitiveDataViewType)values.Type, numbers.Keys.ToArray());
        var keyType = new KeyDataViewType(typeof(uint), numbers.Count);
        return new(keys.Type, keyType, annotations, [.. ColumnReader.Read<TKey>(table, keys)], [.. mapped]);
    }

    private static ValueMap<TKey, TValue> LoadOf<TKey, TValue>(SavedColumn keys, SavedColumn values)
        => new(keys.Type.ToType(), values.Type.ToType(), values.ToAnnotations(), keys.ToValues<TKey>(), values.ToValues<TValue>());
}
