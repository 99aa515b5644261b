namespace Microsoft.ML.Data;

/// <summary>A transformer tied to an input schema: which columns it adds, and how their values are computed.</summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    public DataViewSchema InputSchema { get; } = inputSchema;

    /// <summary>The columns that are added behind those of the input.</summary>
    public abstract DataViewSchema.DetachedColumn[] Added { get; }

    /// <summary>The input columns that an added column needs.</summary>
    public abstract IEnumerable<int> Dependencies(int added);

    /// <summary>The getters of the added columns that are wanted, for one row or cursor.</summary>
    /// <param name="input">The row.</param>
    /// <param name="wanted">Which of the added columns.</param>
    /// <param name="disposer">What is to be called when the row is disposed of, or null.</param>
    public abstract Delegate[] MakeGetters(DataViewRow input, bool[] wanted, out Action disposer);
}
