using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Maps single objects. It is not for several threads at once.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        if (!transformer.IsRowToRowMapper) throw new ArgumentOutOfRangeException(nameof(transformer), "Must be a row to row mapper");
        (_transformer, _ownsTransformer) = (transformer, options.OwnsTransformer);
        _input = new ObjectRow<TSrc>(options.InputSchemaDefinition ?? SchemaDefinitions.ToRead(typeof(TSrc)));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_input.Schema);
        OutputSchema = mapper.OutputSchema;

        TypedColumn<TDst>[] members = TypedColumns.Of<TDst>(options.OutputSchemaDefinition ?? SchemaDefinitions.ToWrite(typeof(TDst)));
        var binding = new TypedBinding<TDst>(OutputSchema, members, options.IgnoreMissingColumns, "schema");
        _output = mapper.GetRow(_input, binding.Columns);
        _fill = binding.Bind(_output);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer) (_transformer as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Fill(TSrc example, TDst prediction)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _input.MoveTo(example);
        _fill(prediction);
    }
}
