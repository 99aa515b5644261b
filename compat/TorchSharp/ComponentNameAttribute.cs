namespace TorchSharp;

/// <summary>Another name than the field's for a component that RegisterComponents finds.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
