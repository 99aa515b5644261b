namespace Microsoft.ML.Data;

/// <summary>The mappers of a chain as one.</summary>
internal sealed class ChainMapper : IRowToRowMapper
{
    private readonly IRowToRowMapper[] _mappers;

    public ChainMapper(DataViewSchema inputSchema, ITransformer[] transformers)
    {
        (InputSchema, OutputSchema) = (inputSchema, inputSchema);
        _mappers = new IRowToRowMapper[transformers.Length];
        for (int i = 0; i < transformers.Length; i++)
        {
            _mappers[i] = transformers[i].GetRowToRowMapper(OutputSchema);
            OutputSchema = _mappers[i].OutputSchema;
        }
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        for (int i = _mappers.Length - 1; i >= 0; i--) dependingColumns = _mappers[i].GetDependencies(dependingColumns);
        return dependingColumns;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = new DataViewSchema.Column[_mappers.Length][];
        for (int i = _mappers.Length - 1; i >= 0; i--)
        {
            active[i] = [.. activeColumns];
            activeColumns = _mappers[i].GetDependencies(active[i]);
        }
        DataViewRow row = input;
        for (int i = 0; i < _mappers.Length; i++) row = _mappers[i].GetRow(row, active[i]);
        return row;
    }
}
