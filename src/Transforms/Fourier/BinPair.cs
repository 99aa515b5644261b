namespace Pix2Pitch.Fourier;

/// <summary>A bin of a real transform of N samples and its mirror image: what one needs of the complex transform, the other needs too.</summary>
/// <param name="Bin">k.</param>
/// <param name="Mirror">N/2 - k.</param>
/// <param name="Place">Where the complex transform's value k lies in a work.</param>
/// <param name="MirrorPlace">Where its value N/2 - k lies.</param>
/// <param name="Cos">cos(2 pi k / N).</param>
/// <param name="Sin">sin(2 pi k / N).</param>
internal readonly record struct BinPair(int Bin, int Mirror, int Place, int MirrorPlace, float Cos, float Sin);
