using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Values with their numbers.</summary>
internal abstract class KeyTable(DataViewType valueType, int count)
{
    public DataViewType ValueType { get; } = valueType;

    public KeyDataViewType KeyType { get; } = new(typeof(uint), Math.Max(1, count));

    public abstract DataViewSchema.Annotations Annotations { get; }

    public abstract ValueGetter<uint> MakeGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void Save(ModelSaveContext ctx, string name);

    /// <summary>The different values of a column, in the order in which they come or by value; missing ones are left out.</summary>
    public static KeyTable Learn(IDataView data, DataViewSchema.Column column, int maximum, bool byValue, bool asText)
        => Generic.Call<KeyTable>(typeof(KeyTable), nameof(LearnOf), [column.Type.RawType], data, column, maximum, byValue, asText);

    public static KeyTable Load(ModelLoadContext context, string name)
    {
        SavedColumn saved = context.ReadJson<SavedColumn>(name);
        bool asText = context.ReadJson<bool>($"{name}-as-text");
        return Generic.Call<KeyTable>(typeof(KeyTable), nameof(LoadOf), [saved.Type.ToType().RawType], saved, asText);
    }

    private static KeyTable<T> LearnOf<T>(IDataView data, DataViewSchema.Column column, int maximum, bool byValue, bool asText)
    {
        var seen = new HashSet<T>(Values<T>.Comparer);
        var values = new List<T>();
        foreach (T value in ColumnReader.Read<T>(data, column))
        {
            if (IsMissing(value) || !seen.Add(value)) continue;
            values.Add(value);
            if (values.Count == maximum) break;
        }
        if (byValue) values.Sort((object)TextComparer.Instance as IComparer<T> ?? Comparer<T>.Default);
        return new KeyTable<T>(column.Type, [.. values], asText);
    }

    private static KeyTable<T> LoadOf<T>(SavedColumn saved, bool asText) => new(saved.Type.ToType(), saved.ToValues<T>(), asText);

    private static bool IsMissing<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => false,
    };
}
