namespace Pix2Pitch.Pages.RunReports;

/// <summary>What the generator made of a painting at a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Number of the painting, from 1.</param>
/// <param name="Jpeg">A picture of the painting, of the generated mel-spectrogram, and of that of its partner.</param>
/// <param name="Width">Width of the picture in pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
/// <param name="Wave">The generated music as a WAV file; null for none.</param>
public sealed record RunPreview(long Step, int Number, byte[] Jpeg, int Width, int Height, byte[]? Wave);
