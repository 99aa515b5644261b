namespace Pix2Pitch.Paintings.Decoding;

/// <summary>What the samples of a decoded picture mean.</summary>
internal enum ColorModel
{
    Grey,
    Rgb,

    /// <summary>Ink: 0 is none.</summary>
    Cmyk,

    /// <summary>ITU-R BT.601 by default, full range, chroma around 128.</summary>
    YCbCr,

    /// <summary>CIE L*a*b*: a* and b* are signed.</summary>
    Lab,

    /// <summary>CIE L*a*b* as ICC profiles encode it: a* and b* lie around the middle of the range.</summary>
    IccLab,
}
