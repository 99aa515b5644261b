namespace Pix2Pitch.SoundFiles;

/// <summary>A part of a recording, mono.</summary>
/// <param name="Samples">The samples, nominally in [-1, 1]; an array of its own.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="OffsetSeconds">Where in the recording it begins.</param>
public sealed record AudioClip(float[] Samples, int SampleRate, double OffsetSeconds);
