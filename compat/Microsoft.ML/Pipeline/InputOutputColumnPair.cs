namespace Microsoft.ML;

/// <summary>Which column comes from which.</summary>
public sealed class InputOutputColumnPair
{
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="inputColumnName">The column that it comes from; null: the one of the same name.</param>
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        (OutputColumnName, InputColumnName) = (outputColumnName, inputColumnName ?? outputColumnName);
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }
}
