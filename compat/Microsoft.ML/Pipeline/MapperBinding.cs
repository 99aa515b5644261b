namespace Microsoft.ML.Data;

/// <summary>A <see cref="RowMapper"/> with the schema of what comes out: all columns of the input, then those that are added.</summary>
internal sealed class MapperBinding : IRowToRowMapper
{
    private readonly RowMapper _mapper;

    public MapperBinding(RowMapper mapper)
    {
        _mapper = mapper;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(mapper.InputSchema);
        builder.AddColumns(mapper.Added);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = Getters.Flags(OutputSchema, dependingColumns);
        var needed = new bool[InputSchema.Count];
        Array.Copy(active, needed, needed.Length);
        for (int i = needed.Length; i < active.Length; i++)
        {
            if (!active[i]) continue;
            foreach (int input in _mapper.Dependencies(i - needed.Length)) needed[input] = true;
        }
        return [.. InputSchema.Where(column => needed[column.Index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new MappedRow(input, MakeColumns(input, activeColumns));

    public MappedColumns MakeColumns(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        bool[] active = Getters.Flags(OutputSchema, activeColumns);
        Delegate[] getters = _mapper.MakeGetters(input, active[InputSchema.Count..], out Action disposer);
        return new MappedColumns(input, OutputSchema, active, getters, disposer);
    }
}
