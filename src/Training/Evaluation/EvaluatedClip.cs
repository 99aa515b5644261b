using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>A clip of a set that is evaluated.</summary>
/// <param name="Group">The artist or piece that it comes from.</param>
/// <param name="Style">The style that it should have; null if none.</param>
/// <param name="Analysis">What it sounds like.</param>
/// <param name="Painting">The index of its painting; -1 if it has none.</param>
/// <param name="Found">The style that is found in it, if the classifier must not be asked because it was trained on this clip.</param>
internal sealed record EvaluatedClip(string Group, Style? Style, ClipAnalysis Analysis, int Painting = -1, Style? Found = null);
