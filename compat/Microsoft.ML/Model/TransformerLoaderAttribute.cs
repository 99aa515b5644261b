namespace Microsoft.ML;

/// <summary>Tells a saved model who reads the transformers of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal abstract class TransformerLoaderAttribute(string signature) : Attribute
{
    public string Signature => signature;

    public abstract ITransformer Load(ModelLoadContext context);
}
