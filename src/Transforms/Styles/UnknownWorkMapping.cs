using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Styles;

/// <summary>Gives every row an empty text and no number. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class UnknownWorkMapping : CustomMappingFactory<NoColumns, UnknownWorkRow>
{
    internal const string Contract = "Pix2Pitch.UnknownWork.v1";

    /// <inheritdoc/>
    public override Action<NoColumns, UnknownWorkRow> GetMapping() => static (_, row) => (row.Text, row.Number) = (default, float.NaN);
}
