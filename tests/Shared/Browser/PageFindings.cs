namespace Pix2Pitch.Tests;

/// <summary>What a browser found on a page.</summary>
public sealed record PageFindings
{
    /// <summary>Everything on the console: errors, warnings, what a script wrote.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>What the page loaded beside itself.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>How many pictures it has.</summary>
    public required int Images { get; init; }

    /// <summary>Those that could not be shown.</summary>
    public required IReadOnlyList<string> BrokenImages { get; init; }

    /// <summary>How wide it is, in CSS pixels; more than the window where one has to scroll sideways.</summary>
    public required int ScrollWidth { get; init; }

    /// <summary>The text that a reader sees.</summary>
    public required string Text { get; init; }

    /// <summary>The rules of accessibility that axe-core found broken; null where it did not look.</summary>
    public required IReadOnlyList<string>? Violations { get; init; }
}
