using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>A painting that music is made from.</summary>
/// <param name="Work">The painting.</param>
/// <param name="Artist">Its artist; the paintings of one artist have the same.</param>
/// <param name="Style">Its style.</param>
/// <param name="Features">Its measured features.</param>
internal sealed record EvaluationPainting(Work Work, string Artist, Style Style, PaintingFeatures Features);
