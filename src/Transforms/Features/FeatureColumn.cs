namespace Pix2Pitch.Features;

/// <summary>The names of the columns with features.</summary>
internal static class FeatureColumn
{
    /// <summary>The name of the column of a feature: "Music.Tempo", or "Tempo" if the prefix is empty.</summary>
    public static string NameOf(string prefix, string feature) => prefix.Length == 0 ? feature : $"{prefix}.{feature}";
}
