namespace Microsoft.ML.Transforms;

/// <summary>Gives a factory of a custom mapping its contract name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}
