using System.Text.Json.Serialization;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings.Duplicates;

namespace Pix2Pitch.Training.Preparation;

/// <summary>The measurements of a painting.</summary>
/// <param name="Width">Width of the picture file in pixels.</param>
/// <param name="Height">Height of the picture file in pixels.</param>
/// <param name="Features">Its features.</param>
/// <param name="Fingerprint">The fingerprint, as <see cref="PaintingFingerprint.ToString"/> writes it.</param>
internal sealed record PaintingItem(int Width, int Height, PaintingFeatures Features, string Fingerprint)
{
    /// <summary>The fingerprint.</summary>
    [JsonIgnore]
    public PaintingFingerprint ParsedFingerprint => PaintingFingerprint.TryParse(Fingerprint, out PaintingFingerprint? parsed)
        ? parsed : throw new Pix2PitchException($"An index of the shards has the invalid fingerprint '{Fingerprint}'; delete the folder and prepare again.");
}
