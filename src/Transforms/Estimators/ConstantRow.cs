using Microsoft.ML.Data;

namespace Pix2Pitch.Estimators;

/// <summary>The row that carries a constant 0, from which <see cref="OptionsColumn"/> makes a constant text.</summary>
public sealed class ConstantRow
{
    internal const string Column = "Pix2Pitch.Constant";

    /// <summary>Always 0.</summary>
    [ColumnName(Column)]
    public int Zero { get; set; }
}
