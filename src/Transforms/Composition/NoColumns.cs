namespace Pix2Pitch.Composition;

/// <summary>The input of a mapping that looks at no column.</summary>
public sealed class NoColumns;
