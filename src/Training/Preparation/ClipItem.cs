using Pix2Pitch.Features;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What is known of a clip's row.</summary>
/// <param name="OffsetSeconds">Where in the recording it begins.</param>
/// <param name="Features">What was measured.</param>
internal sealed record ClipItem(double OffsetSeconds, MusicFeatures Features);
