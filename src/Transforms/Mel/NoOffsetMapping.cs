using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Mel;

/// <summary>Gives every row an offset of 0.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class NoOffsetMapping : CustomMappingFactory<NoColumns, NoOffsetRow>
{
    internal const string Contract = "Pix2Pitch.NoOffset.v1";

    /// <inheritdoc/>
    public override Action<NoColumns, NoOffsetRow> GetMapping() => static (_, row) => row.Offset = 0;
}
