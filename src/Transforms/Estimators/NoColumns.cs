namespace Pix2Pitch.Estimators;

/// <summary>The input of a mapping that looks at no column.</summary>
public sealed class NoColumns;
