using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>The last estimator of a chain, which keeps the schema that the chain promises.</summary>
internal sealed class ShapeProbe : IEstimator<ITransformer>
{
    public SchemaShape? Shape { get; private set; }

    public ITransformer Fit(IDataView input) => new Nothing();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;

    /// <summary>Columns with kind, type of items and key-ness, and their annotations likewise, in the order of their names.</summary>
    public static string Describe(SchemaShape shape, string indent = "") => string.Concat(shape
        .OrderBy(column => column.Name, StringComparer.Ordinal)
        .Select(column => $"{indent}{column.Name}: {column.Kind} of {column.ItemType}{(column.IsKey ? ", key" : "")}\n"
            + Describe(column.Annotations, indent + "  ")));

    private sealed class Nothing : ITransformer
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException("The probe maps nothing.");

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException("The probe is no part of a model.");
    }
}
