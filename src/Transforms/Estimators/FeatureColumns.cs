using Microsoft.ML;

namespace Pix2Pitch.Estimators;

/// <summary>The end of an estimator that makes several columns.</summary>
internal static class FeatureColumns
{
    /// <summary>The name of a feature's column.</summary>
    public static string NameOf(string outputColumnName, string feature)
        => outputColumnName.Length == 0 ? feature : $"{outputColumnName}.{feature}";

    /// <summary>
    /// Names the columns that a mapping with fixed names made as they are asked for, and drops those that served on the way.
    /// </summary>
    public static IEstimator<ITransformer> Named(
        TransformsCatalog catalog, string outputColumnName, string prefix, IReadOnlyList<string> features,
        params IEnumerable<string> temporary)
    {
        IEstimator<ITransformer> parts = catalog.CopyColumns(NameOf(outputColumnName, features[0]), prefix + features[0]);
        foreach (string feature in features.Skip(1))
            parts = parts.Append(catalog.CopyColumns(NameOf(outputColumnName, feature), prefix + feature));
        return parts.Append(catalog.DropColumns([.. temporary, .. features.Select(feature => prefix + feature)]));
    }
}
