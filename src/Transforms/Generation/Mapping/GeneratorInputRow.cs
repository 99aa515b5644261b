using Microsoft.ML.Data;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>The row that the mappings to noise and to an unknown style read.</summary>
public sealed class GeneratorInputRow
{
    /// <summary>The options, as text.</summary>
    [ColumnName(GeneratorInputOptions.Column)]
    public ReadOnlyMemory<char> Options { get; set; }
}
