using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>A painting or recording whose style is known.</summary>
/// <param name="Row">What its list says of it.</param>
/// <param name="Style">Its style: what the list says, else that of the artist or composer, else the one of its year and place.</param>
/// <param name="Confidence">From 0 to 1, as <see cref="StyleFinding.Confidence"/>; 1 where the list says the style.</param>
public sealed record LibraryRow(Work Row, Style Style, double Confidence);
