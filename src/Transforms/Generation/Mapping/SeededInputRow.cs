using Microsoft.ML.Data;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>The row that the mapping to noise reads where every row has a seed of its own.</summary>
public sealed class SeededInputRow
{
    internal const string SeedColumn = "Pix2Pitch.Seed";

    /// <summary>The options, as text.</summary>
    [ColumnName(GeneratorInputOptions.Column)]
    public ReadOnlyMemory<char> Options { get; set; }

    /// <summary>The row's seed.</summary>
    [ColumnName(SeedColumn)]
    public int Seed { get; set; }
}
