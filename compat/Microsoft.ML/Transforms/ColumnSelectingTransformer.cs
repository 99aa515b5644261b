using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns; what was hidden is dropped too.</summary>
public sealed class ColumnSelectingTransformer : ITransformer, ITransformerLoader
{
    internal const string Signature = "SelectColumns";

    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool isDrop, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0) throw new ArgumentException("There has to be at least one column.", nameof(names));
        (Names, IsDrop, _keepHidden) = (names, isDrop, keepHidden);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal string[] Names { get; }

    internal bool IsDrop { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Select(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectedView(input, Select(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Select(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader<ColumnSelectingTransformer>(Signature);
        ctx.WriteJson("columns", new Saved(Names, IsDrop, _keepHidden));
    }

    static ITransformer ITransformerLoader.Load(ModelLoadContext context)
    {
        Saved saved = context.ReadJson<Saved>("columns");
        return new ColumnSelectingTransformer(saved.Names, saved.IsDrop, saved.KeepHidden);
    }

    private SelectedColumns Select(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in Names)
            if (inputSchema.GetColumnOrNull(name) is null) throw Errors.MissingColumn(nameof(inputSchema), name);
        IEnumerable<DataViewSchema.Column> seen = inputSchema.Where(column => _keepHidden || !column.IsHidden);
        IEnumerable<DataViewSchema.Column> kept = IsDrop
            ? seen.Where(column => !Names.Contains(column.Name))
            : Names.Distinct().SelectMany(name => seen.Where(column => column.Name == name));
        return new SelectedColumns(inputSchema, kept.Select(column => column.Index));
    }

    private sealed record Saved(string[] Names, bool IsDrop, bool KeepHidden);
}
