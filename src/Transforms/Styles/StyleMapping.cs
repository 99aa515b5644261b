using Microsoft.ML.Transforms;

namespace Pix2Pitch.Styles;

/// <summary>Finds the style of a work. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class StyleMapping : CustomMappingFactory<WorkRow, StyleRow>
{
    internal const string Contract = "Pix2Pitch.Style.v1";

    /// <inheritdoc/>
    public override Action<WorkRow, StyleRow> GetMapping() => static (work, result) =>
    {
        Style? style = StyleNames.ParseOrNull(work.Style.ToString())
            ?? KnowledgeBase.Default.StyleOf(work.Name.ToString(), Year(work.Year), work.Place.ToString());
        result.Style = style is { } known ? StyleNames.Of(known) : "";
    };

    internal static int? Year(float year) => year is > -10_000 and < 10_000 ? (int)year : null; // false for not a number
}
