using Microsoft.ML.Data;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>The style that a generator takes, one value for each of its styles.</summary>
public sealed class StyleVectorRow
{
    /// <summary>The values.</summary>
    [ColumnName(GeneratorFile.StyleInput)]
    public VBuffer<float> StyleVector { get; set; }
}
