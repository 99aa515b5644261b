using System.Reflection;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Runtime;

/// <summary>The factories of custom mappings that are known, by their contracts.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _gate = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<string, Type> _factories = new(StringComparer.Ordinal);

    internal ComponentCatalog()
    {
    }

    /// <summary>Looks for the factories in an assembly.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_gate)
        {
            if (!_assemblies.Add(assembly)) return;
            foreach (Type type in TypesOf(assembly))
            {
                if (type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>() is not { } attribute) continue;
                if (!typeof(CustomMappingFactory).IsAssignableFrom(type) || type.GetConstructor(Type.EmptyTypes) is null)
                {
                    if (throwOnError)
                        throw new InvalidOperationException(
                            $"'{type}' bears a contract name but is no CustomMappingFactory with a public constructor without parameters.");
                }
                else if (!_factories.TryAdd(attribute.ContractName, type) && _factories[attribute.ContractName] != type && throwOnError)
                {
                    throw new InvalidOperationException(
                        $"The contract '{attribute.ContractName}' belongs both to '{_factories[attribute.ContractName]}' and to '{type}'.");
                }
            }
        }
    }

    internal CustomMappingFactory FindFactory(string contract)
    {
        lock (_gate)
        {
            return _factories.TryGetValue(contract, out Type type) ? (CustomMappingFactory)Activator.CreateInstance(type) : null;
        }
    }

    // Types that need an assembly which is not there are left out: a factory that is wanted is hardly among them.
    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return [.. exception.Types.Where(type => type is not null)];
        }
    }
}
