namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>A synthesized phrase.</summary>
/// <param name="Title">The title.</param>
/// <param name="Sound">Samples at <see cref="Instruments.SampleRate"/>, of any level.</param>
/// <param name="Peak">The peak to normalize to, 0 to 1.</param>
internal sealed record DemoPiece(string Title, float[] Sound, double Peak = .85);
