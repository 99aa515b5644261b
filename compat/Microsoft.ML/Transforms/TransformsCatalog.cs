namespace Microsoft.ML;

/// <summary>Where the extension methods of transforms hang.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(MLContext context)
    {
        Context = context;
        Conversion = new ConversionTransforms(context);
    }

    public ConversionTransforms Conversion { get; }

    internal MLContext Context { get; }

    /// <summary>Where the extension methods of conversions hang.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(MLContext context) => Context = context;

        internal MLContext Context { get; }
    }
}
