using Pix2Pitch.Features;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The measurements of a clip.</summary>
/// <param name="OffsetSeconds">Where in the recording it begins, in seconds.</param>
/// <param name="Features">Its features.</param>
internal sealed record ClipItem(double OffsetSeconds, MusicFeatures Features);
