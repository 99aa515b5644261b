using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

/// <summary>
/// The estimator around a <see cref="RowMapping{TInput, TOutput, TOptions}"/>: it passes the options to the mapping as a constant column, copies the
/// caller's columns to the mapping's columns and back, and drops the columns that the caller did not request.
/// </summary>
internal sealed class MappingEstimator<TInput, TOutput, TOptions> : ComposedEstimator
    where TInput : MappingInput, new()
    where TOutput : class, new()
{
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="options">Its options.</param>
    /// <param name="inputs">
    /// The caller's column for each property of <typeparamref name="TInput"/>. Null if there is none: the property is then an empty text or NaN.
    /// </param>
    /// <param name="outputs">The caller's column name for each requested property of <typeparamref name="TOutput"/>.</param>
    public MappingEstimator(
        TransformsCatalog catalog, RowMapping<TInput, TOutput, TOptions> mapping, TOptions options,
        IReadOnlyList<(string Property, string? Column)> inputs, IReadOnlyList<(string Property, string Column)> outputs)
        : base(Parts(catalog, mapping, options, inputs, outputs), [.. Columns(inputs)])
    {
    }

    private static SchemaDefinition.Column ColumnOf<TRow>(string property)
        => SchemaDefinition.Create(typeof(TRow)).Single(column => column.MemberName == property);

    private static IEnumerable<InputColumn> Columns(IReadOnlyList<(string Property, string? Column)> inputs)
    {
        foreach ((string property, string? column) in inputs)
        {
            if (column is null) continue;
            DataViewType type = ColumnOf<TInput>(property).ColumnType;
            yield return type is VectorDataViewType vector ? new InputColumn(column, vector.ItemType, IsVector: true) : new InputColumn(column, type);
        }
    }

    private static EstimatorChain<ITransformer> Parts(
        TransformsCatalog catalog, RowMapping<TInput, TOutput, TOptions> mapping, TOptions options,
        IReadOnlyList<(string Property, string? Column)> inputs, IReadOnlyList<(string Property, string Column)> outputs)
    {
        string contract = mapping.GetType().GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()!.ContractName;
        string json = RowMapping<TInput, TOutput, TOptions>.Write(options);
        EstimatorChain<ITransformer> parts = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(catalog.CustomMapping(new ConstantMapping().GetMapping(), ConstantMapping.Contract))
            .Append<ITransformer>(Constant(catalog, MappingInput.OptionsColumn, json));
        foreach ((string property, string? column) in inputs)
        {
            SchemaDefinition.Column own = ColumnOf<TInput>(property);
            parts = parts.Append<ITransformer>(
                column is not null ? catalog.CopyColumns(own.ColumnName, column)
                : own.ColumnType is TextDataViewType ? Constant(catalog, own.ColumnName, "")
                : Constant(catalog, own.ColumnName, float.NaN));
        }
        parts = parts.Append<ITransformer>(catalog.CustomMapping(mapping.GetMapping(), contract));
        foreach ((string property, string column) in outputs)
            parts = parts.Append<ITransformer>(catalog.CopyColumns(column, ColumnOf<TOutput>(property).ColumnName));
        return parts.Append<ITransformer>(catalog.DropColumns(
        [
            ConstantMapping.Column,
            .. SchemaDefinition.Create(typeof(TInput)).Select(column => column.ColumnName),
            .. SchemaDefinition.Create(typeof(TOutput)).Select(column => column.ColumnName),
        ]));
    }

    private static ValueMappingEstimator<int, T> Constant<T>(TransformsCatalog catalog, string column, T value)
        => catalog.Conversion.MapValue(column, new Dictionary<int, T> { [0] = value }, ConstantMapping.Column);
}

/// <summary>Adds a column of zeros, which <c>MapValue</c> turns into any constant. The table of <c>MapValue</c> is saved with the model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ConstantMapping : CustomMappingFactory<ConstantMapping.Input, ConstantMapping.Output>
{
    public const string Contract = "Pix2Pitch.Constant";

    public const string Column = "Pix2Pitch.Constant.Zero";

    public override Action<Input, Output> GetMapping() => static (_, output) => output.Zero = 0;

    internal sealed class Input;

    internal sealed class Output
    {
        [ColumnName(Column)]
        public int Zero { get; set; }
    }
}
