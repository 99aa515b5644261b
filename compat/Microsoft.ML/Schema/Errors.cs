namespace Microsoft.ML;

/// <summary>The exceptions that say which column is not as it is needed.</summary>
internal static class Errors
{
    public static ArgumentOutOfRangeException MissingColumn(string parameter, string column)
        => new(parameter, $"Could not find input column '{column}'");

    public static ArgumentOutOfRangeException Mismatch(string parameter, string column, object expected, object got)
        => new(parameter, $"Schema mismatch for input column '{column}': expected {expected}, got {got}");
}
