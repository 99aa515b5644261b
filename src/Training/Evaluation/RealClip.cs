using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>A clip of real music.</summary>
/// <param name="Work">The recording.</param>
/// <param name="OffsetSeconds">Where in it the clip begins.</param>
/// <param name="Piece">The piece; all its clips have the same.</param>
/// <param name="Style">The style.</param>
/// <param name="Analysis">What it sounds like.</param>
internal sealed record RealClip(Work Work, double OffsetSeconds, string Piece, Style Style, ClipAnalysis Analysis)
{
    /// <summary>The file of the recording.</summary>
    public string Path => Work.Path;
}
