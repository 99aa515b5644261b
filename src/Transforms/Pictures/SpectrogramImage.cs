using Pix2Pitch.Mel;

namespace Pix2Pitch.Pictures;

/// <summary>A mel image that was read from a picture.</summary>
/// <param name="MelImage">Bands x frames values in [-1, 1], band 0 the lowest.</param>
/// <param name="Settings">What the values stand for.</param>
/// <param name="Seconds">Length of the sound: that of one clip, or another.</param>
/// <param name="Properties">The texts of the picture, by keyword.</param>
public sealed record SpectrogramImage(float[] MelImage, MelOptions Settings, double Seconds, IReadOnlyDictionary<string, string> Properties);
