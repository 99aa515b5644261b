using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Applies an ONNX model, row by row, in ONNX Runtime. The columns are named like the graph's inputs and outputs.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable, ITransformerLoader
{
    internal const string Signature = "ApplyOnnxModel";

    private readonly OnnxModel _model;
    private readonly OnnxOptions _options;

    internal OnnxTransformer(MLContext context, byte[] model, string source, OnnxOptions options)
    {
        _options = options;
        _model = new OnnxModel(context, model, source, options);
        try
        {
            Inputs = [.. (options.InputColumns ?? _model.InputNames).Select(name => _model.Input(name, options.ShapeDictionary))];
            Outputs = [.. (options.OutputColumns ?? _model.OutputNames).Select(name => _model.Output(name, options.ShapeDictionary))];
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    internal OnnxNode[] Inputs { get; }

    internal OnnxNode[] Outputs { get; }

    public void Dispose() => _model.Dispose();

    /// <summary>The model itself is in the saved file. Where it runs is up to the context that loads it.</summary>
    static ITransformer ITransformerLoader.Load(ModelLoadContext context)
    {
        Saved saved = context.ReadJson<Saved>("options");
        var options = new OnnxOptions { InputColumns = saved.Inputs, OutputColumns = saved.Outputs, ShapeDictionary = saved.Shapes };
        return new OnnxTransformer(context.Environment, context.ReadBytes("model.onnx"), "the saved model", options);
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema) => new OnnxMapper(_model, Inputs, Outputs, inputSchema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader<OnnxTransformer>(Signature);
        Dictionary<string, int[]> shapes = _options.ShapeDictionary is null ? null : new(_options.ShapeDictionary);
        ctx.WriteJson("options", new Saved([.. Inputs.Select(input => input.Name)], [.. Outputs.Select(output => output.Name)], shapes));
        ctx.WriteBytes("model.onnx", _model.Bytes);
    }

    private sealed record Saved(string[] Inputs, string[] Outputs, Dictionary<string, int[]> Shapes);
}
