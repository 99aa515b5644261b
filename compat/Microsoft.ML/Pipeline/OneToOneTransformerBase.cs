namespace Microsoft.ML.Data;

/// <summary>A transformer whose added columns each come from one column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IEnumerable<InputOutputColumnPair> columns)
    {
        Columns = [.. columns ?? throw new ArgumentNullException(nameof(columns))];
        if (Columns.Length == 0) throw new ArgumentException("There has to be at least one pair of columns.", nameof(columns));
    }

    private protected InputOutputColumnPair[] Columns { get; }

    /// <summary>Checks an input column and says what becomes of it.</summary>
    private protected abstract OneToOneMapper.Output Bind(InputOutputColumnPair pair, DataViewSchema.Column input);

    private protected sealed override RowMapper MakeMapper(DataViewSchema inputSchema) => new OneToOneMapper(inputSchema, Columns, Bind);

    private protected void SaveColumns(ModelSaveContext ctx)
        => ctx.WriteJson("columns", Columns.Select(pair => (string[])[pair.OutputColumnName, pair.InputColumnName]).ToArray());

    private protected static IEnumerable<InputOutputColumnPair> LoadColumns(ModelLoadContext context)
        => context.ReadJson<string[][]>("columns").Select(pair => new InputOutputColumnPair(pair[0], pair[1]));
}
