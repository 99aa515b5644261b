namespace Pix2Pitch.Pages.RunReports;

/// <summary>An option of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Default">Its default.</param>
public sealed record RunOption(string Name, string Value, string Default);
