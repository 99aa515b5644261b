using Microsoft.ML.Transforms;

namespace Pix2Pitch.Estimators;

/// <summary>Gives every row a constant 0. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ConstantMapping : CustomMappingFactory<NoColumns, ConstantRow>
{
    internal const string Contract = "Pix2Pitch.Constant.v1";

    /// <inheritdoc/>
    public override Action<NoColumns, ConstantRow> GetMapping() => static (_, row) => row.Zero = 0;
}
