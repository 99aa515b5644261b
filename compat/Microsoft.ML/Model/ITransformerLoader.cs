namespace Microsoft.ML;

/// <summary>Reads a transformer from a saved model.</summary>
internal interface ITransformerLoader
{
    static abstract ITransformer Load(ModelLoadContext context);
}
