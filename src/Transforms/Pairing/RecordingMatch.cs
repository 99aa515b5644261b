using Pix2Pitch.Manifests;

namespace Pix2Pitch.Pairing;

/// <summary>The clip of a recording that suits a painting best.</summary>
/// <param name="Work">The recording, with its full path.</param>
/// <param name="OffsetSeconds">Where the clip begins.</param>
/// <param name="Seconds">The length of the clip that was measured.</param>
/// <param name="Reasons">Why, in parts of a sentence.</param>
internal sealed record RecordingMatch(Work Work, double OffsetSeconds, double Seconds, IReadOnlyList<string> Reasons);
