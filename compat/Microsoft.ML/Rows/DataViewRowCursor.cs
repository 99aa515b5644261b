namespace Microsoft.ML;

/// <summary>A row that moves on.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    public abstract bool MoveNext();
}
