namespace Pix2Pitch.Training.Reports;

/// <summary>The correlations that chance gives.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Low">2.5 percent are less.</param>
/// <param name="High">2.5 percent are more.</param>
/// <param name="Shuffles">How many there are.</param>
public sealed record ShuffledSpread(double Mean, double Low, double High, int Shuffles);
