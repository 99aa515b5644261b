namespace Microsoft.ML.Data;

/// <summary>Reads a chain from a saved model.</summary>
internal sealed class TransformerChainLoader : ITransformerLoader
{
    public const string Signature = "Chain";

    public static ITransformer Load(ModelLoadContext context)
    {
        TransformerScope[] scopes = context.ReadJson<TransformerScope[]>("scopes");
        return new TransformerChain<ITransformer>(scopes.Select((_, i) => context.LoadChild($"{i:000}")).ToArray(), scopes);
    }
}
