using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns data into other data, lazily.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each row of the output comes from one row of the input.</summary>
    bool IsRowToRowMapper { get; }

    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    IDataView Transform(IDataView input);

    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
