namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>A phrase that has been played.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Sound">Samples at <see cref="Instruments.SampleRate"/>, of any level.</param>
/// <param name="Peak">The level of its loudest sample when it is written, 0 to 1.</param>
internal sealed record DemoPiece(string Title, float[] Sound, double Peak = .85);
