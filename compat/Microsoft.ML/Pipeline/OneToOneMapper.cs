namespace Microsoft.ML.Data;

/// <summary>A mapper whose added columns each come from one input column.</summary>
internal sealed class OneToOneMapper : RowMapper
{
    private readonly Output[] _outputs;

    /// <param name="inputSchema">The schema.</param>
    /// <param name="pairs">Which column comes from which.</param>
    /// <param name="bind">Checks an input column and says what becomes of it.</param>
    public OneToOneMapper(
        DataViewSchema inputSchema,
        IReadOnlyList<InputOutputColumnPair> pairs,
        Func<InputOutputColumnPair, DataViewSchema.Column, Output> bind)
        : base(inputSchema)
    {
        _outputs = [.. pairs.Select(pair => bind(pair, inputSchema.GetColumnOrNull(pair.InputColumnName)
            ?? throw Errors.MissingColumn(nameof(inputSchema), pair.InputColumnName)))];
        Added = [.. _outputs.Select(output => output.Column)];
    }

    public override DataViewSchema.DetachedColumn[] Added { get; }

    public override IEnumerable<int> Dependencies(int added) => [_outputs[added].Input.Index];

    public override Delegate[] MakeGetters(DataViewRow input, bool[] wanted, out Action disposer)
    {
        disposer = null;
        return [.. _outputs.Select((output, i) => wanted[i] ? output.MakeGetter(input) : null)];
    }

    /// <summary>An added column, the column that it comes from, and how.</summary>
    internal sealed record Output(
        DataViewSchema.DetachedColumn Column,
        DataViewSchema.Column Input,
        Func<DataViewRow, Delegate> MakeGetter);
}
