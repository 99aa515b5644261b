namespace Microsoft.ML.Transforms;

/// <summary>
/// Makes the action of a custom mapping. A loaded model finds the class by its <see cref="CustomMappingFactoryAttributeAttribute"/>.
/// </summary>
public abstract class CustomMappingFactory<TSrc, TDst> : CustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    protected CustomMappingFactory()
    {
    }

    public abstract Action<TSrc, TDst> GetMapping();

    internal override ITransformer Create(string contractName)
        => new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contractName, input: null, output: null);
}
