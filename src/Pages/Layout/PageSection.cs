using Microsoft.AspNetCore.Components;

namespace Pix2Pitch.Pages.Layout;

/// <summary>A section of a page; the contents list its title.</summary>
/// <param name="Id">The id that links point to, unique on the page.</param>
/// <param name="Title">The heading.</param>
/// <param name="Content">The content below the heading.</param>
public sealed record PageSection(string Id, string Title, RenderFragment Content);
