namespace Microsoft.ML.Data;

/// <summary>The rows in another order: shuffled by the source if it can, else through a pool of rows.</summary>
internal sealed class ShuffledView(IDataView source, Func<int> nextSeed, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        rand ??= new Random(nextSeed());
        return shuffleSource && source.CanShuffle
            ? source.GetRowCursor(columnsNeeded, rand)
            : new PoolCursor(source.GetRowCursor(columnsNeeded), rand, poolSize);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
