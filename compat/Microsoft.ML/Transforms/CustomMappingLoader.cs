using System.Reflection;

namespace Microsoft.ML.Transforms;

/// <summary>Makes a custom mapping of a saved model again, by the factory with the contract's name.</summary>
internal sealed class CustomMappingLoader : ITransformerLoader
{
    public const string Signature = "CustomMapping";

    public static ITransformer Load(ModelLoadContext context)
    {
        Saved saved = context.ReadJson<Saved>("contract");
        Runtime.ComponentCatalog catalog = context.Environment.ComponentCatalog;
        if (catalog.FindFactory(saved.Contract) is null)
        {
            try
            {
                catalog.RegisterAssembly(Assembly.Load(saved.Assembly), throwOnError: false);
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException)
            {
                throw new InvalidOperationException(
                    $"The model needs the assembly '{saved.Assembly}' for its custom mapping '{saved.Contract}', which cannot be loaded.",
                    exception);
            }
        }
        CustomMappingFactory factory = catalog.FindFactory(saved.Contract)
            ?? throw new InvalidOperationException(
                $"The model's custom mapping '{saved.Contract}' was found neither in a registered assembly nor in '{saved.Assembly}'.");
        return factory.Create(saved.Contract);
    }

    /// <summary>What is saved.</summary>
    internal sealed record Saved(string Contract, string Assembly);
}
