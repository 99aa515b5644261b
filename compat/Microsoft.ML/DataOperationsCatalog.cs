using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where data comes from and what can be done with its rows.</summary>
public sealed class DataOperationsCatalog
{
    private readonly MLContext _context;

    internal DataOperationsCatalog(MLContext context) => _context = context;

    /// <summary>Objects as rows; they are read anew by each cursor.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ObjectView<TRow>(data, schemaDefinition ?? SchemaDefinitions.ToRead(typeof(TRow)));
    }

    /// <summary>Objects as rows; the types and annotations of the columns are the schema's.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        return new ObjectView<TRow>(data, SchemaDefinitions.For(typeof(TRow), schema));
    }

    /// <summary>Rows as objects, while they are enumerated.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="reuseRowObject">Whether it is always the same object.</param>
    /// <param name="ignoreMissingColumns">Whether members that have no column are left alone.</param>
    /// <param name="schemaDefinition">Which members are which columns.</param>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data,
        bool reuseRowObject,
        bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        TypedColumn<TRow>[] members = TypedColumns.Of<TRow>(schemaDefinition ?? SchemaDefinitions.ToWrite(typeof(TRow)));
        return Enumerate(data, new TypedBinding<TRow>(data.Schema, members, ignoreMissingColumns, "schema"), reuseRowObject);
    }

    /// <summary>Keeps in memory what was computed once.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (string column in columnsToPrefetch ?? []) _ = input.Schema[column];
        return new CachedView(input, columnsToPrefetch ?? []);
    }

    /// <summary>The rows in random order; the same seed gives the same order.</summary>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shufflePoolSize);
        return new ShuffledView(input, seed is { } given ? () => given : _context.NextSeed, shufflePoolSize, shuffleSource);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, 0, count);
    }

    /// <summary>Splits at random; rows with the same value in the sampling key column stay together.</summary>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "It has to lie between 0 and 1.");
        if (samplingKeyColumnName is not null && data.Schema.GetColumnOrNull(samplingKeyColumnName) is null)
            throw Errors.MissingColumn(nameof(samplingKeyColumnName), samplingKeyColumnName);
        int used = seed ?? _context.NextSeed();
        return new TrainTestData(
            new SplitView(data, samplingKeyColumnName, used, testFraction, isTest: false),
            new SplitView(data, samplingKeyColumnName, used, testFraction, isTest: true));
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, TypedBinding<TRow> binding, bool reuse)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(binding.Columns);
        Action<TRow> fill = binding.Bind(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (row is null || !reuse) row = new TRow();
            fill(row);
            yield return row;
        }
    }

    /// <summary>The two sides of a split.</summary>
    public readonly struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView train, IDataView test) => (TrainSet, TestSet) = (train, test);
    }
}
