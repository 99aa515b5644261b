namespace Microsoft.ML;

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class TransformerLoaderAttribute<TLoader>(string signature) : TransformerLoaderAttribute(signature)
    where TLoader : ITransformerLoader
{
    public override ITransformer Load(ModelLoadContext context) => TLoader.Load(context);
}
