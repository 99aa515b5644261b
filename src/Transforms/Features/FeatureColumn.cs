namespace Pix2Pitch.Features;

/// <summary>The names of the columns that hold features.</summary>
internal static class FeatureColumn
{
    /// <summary>The name of a feature's column: "Music.Tempo", or "Tempo" where the prefix is empty.</summary>
    public static string NameOf(string prefix, string feature) => prefix.Length == 0 ? feature : $"{prefix}.{feature}";
}
