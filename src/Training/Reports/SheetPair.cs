using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>A pair on the contact sheet.</summary>
/// <param name="Painting">The painting.</param>
/// <param name="Clip">Its clip.</param>
/// <param name="Style">The style of both.</param>
/// <param name="Split">What the pair is used for.</param>
/// <param name="YearsApart">Years between them; null where one is not known, even from its maker's life.</param>
/// <param name="IsDated">Whether both years are those of the works themselves, and not the middle of their makers' lives.</param>
public sealed record SheetPair(SheetWork Painting, SheetWork Clip, Style Style, Split Split, int? YearsApart, bool IsDated);
