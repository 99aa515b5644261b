using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>The base of the rows that a <see cref="RowMapping{TInput, TOutput, TOptions}"/> reads.</summary>
internal abstract class MappingInput
{
    public const string OptionsColumn = "Pix2Pitch.Options";

    /// <summary>The mapping's options as JSON, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
