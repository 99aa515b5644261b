namespace Pix2Pitch.Training.Tests.Reports.Browser;

/// <summary>Which rules of axe-core a page is checked against.</summary>
public enum AccessibilityRules
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of colours, for a page whose other rules are checked in another colour scheme.</summary>
    Colours,

    /// <summary>WCAG 2.2 AA and best practices.</summary>
    All,
}
