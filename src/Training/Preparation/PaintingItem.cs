using System.Text.Json.Serialization;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings.Duplicates;

namespace Pix2Pitch.Training.Preparation;

/// <summary>What is known of a painting's row.</summary>
/// <param name="Width">Width of the picture file in pixels.</param>
/// <param name="Height">Height of the picture file in pixels.</param>
/// <param name="Features">What was measured.</param>
/// <param name="Fingerprint">What it looks like, as <see cref="PaintingFingerprint.ToString"/> writes it.</param>
internal sealed record PaintingItem(int Width, int Height, PaintingFeatures Features, string Fingerprint)
{
    /// <summary>What it looks like.</summary>
    [JsonIgnore]
    public PaintingFingerprint ParsedFingerprint => PaintingFingerprint.TryParse(Fingerprint, out PaintingFingerprint? parsed)
        ? parsed : throw new Pix2PitchException($"An index of the shards holds the fingerprint '{Fingerprint}', which is none; delete the folder and prepare again.");
}
