namespace Microsoft.ML.Transforms;

/// <summary>Makes the action of a custom mapping, whatever its classes are.</summary>
public abstract class CustomMappingFactory
{
    private protected CustomMappingFactory()
    {
    }

    internal abstract ITransformer Create(string contractName);
}
