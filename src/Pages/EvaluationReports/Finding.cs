using Microsoft.AspNetCore.Components;
using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>A sentence about a set of clips.</summary>
/// <param name="Before">The text before the name.</param>
/// <param name="Name">The name of the set; may be text from unknown sources.</param>
/// <param name="After">The text after the name.</param>
internal sealed record Finding(string Before, string Name, string After)
{
    private const int MaxNameLength = 60;

    /// <summary>The sentence for a page.</summary>
    public RenderFragment Content => builder =>
    {
        builder.AddContent(0, $"{OnOneLine(Before)}“");
        builder.OpenComponent<UntrustedText>(1);
        builder.AddComponentParameter(2, nameof(UntrustedText.Value), Name);
        builder.AddComponentParameter(3, nameof(UntrustedText.MaxLength), MaxNameLength);
        builder.CloseComponent();
        builder.AddContent(4, $"”{OnOneLine(After)}");
    };

    /// <summary>The sentence as text.</summary>
    public override string ToString() => $"{Before}“{VisibleText.Of(Name, MaxNameLength)}”{After}";

    // A number and its percent sign are not separated.
    private static string OnOneLine(string text) => text.Replace(" %", "\u00a0%", StringComparison.Ordinal);
}
