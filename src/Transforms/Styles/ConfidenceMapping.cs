using Microsoft.ML.Transforms;

namespace Pix2Pitch.Styles;

/// <summary>Finds how sure the style of a work is. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class ConfidenceMapping : CustomMappingFactory<WorkRow, ConfidenceRow>
{
    internal const string Contract = "Pix2Pitch.StyleConfidence.v1";

    /// <inheritdoc/>
    public override Action<WorkRow, ConfidenceRow> GetMapping() => static (work, result)
        => result.Confidence = StyleNames.TryParse(work.Style.ToString(), out _)
            ? 1
            : KnowledgeBase.Default.FindStyle(work.Name.ToString(), StyleMapping.Year(work.Year), work.Place.ToString()).Confidence;
}
