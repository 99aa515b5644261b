namespace Microsoft.ML;

/// <summary>Marks a class by which a saved model finds code that is not in it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contractName);
        ContractName = contractName;
    }

    public string ContractName { get; }
}
