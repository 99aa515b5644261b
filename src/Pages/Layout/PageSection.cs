using Microsoft.AspNetCore.Components;

namespace Pix2Pitch.Pages.Layout;

/// <summary>A section of a page; its title is listed in the contents.</summary>
/// <param name="Id">The id that links point to, unique on the page.</param>
/// <param name="Title">The heading.</param>
/// <param name="Content">What follows the heading.</param>
public sealed record PageSection(string Id, string Title, RenderFragment Content);
