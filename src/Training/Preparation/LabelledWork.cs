using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>A work whose style is known.</summary>
/// <param name="Work">The work.</param>
/// <param name="Style">Its style, as <see cref="KnowledgeBase.FindStyle(string?, string?, int?, string?)"/> finds it.</param>
/// <param name="Confidence">0 to 1, see <see cref="StyleFinding.Confidence"/>.</param>
internal sealed record LabelledWork(Work Work, Style Style, double Confidence);
