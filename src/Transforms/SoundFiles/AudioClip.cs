namespace Pix2Pitch.SoundFiles;

/// <summary>A part of a recording, mono.</summary>
/// <param name="Samples">The samples, nominally in [-1, 1]. The array is not shared.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="OffsetSeconds">Start of the clip in the recording, in seconds.</param>
[TypeFormatterSource("Pix2Pitch.Notebooks.AudioClipFormatters")]
public sealed record AudioClip(float[] Samples, int SampleRate, double OffsetSeconds);
