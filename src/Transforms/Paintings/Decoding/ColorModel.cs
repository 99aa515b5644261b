namespace Pix2Pitch.Paintings.Decoding;

/// <summary>What the samples of a decoded picture mean.</summary>
internal enum ColorModel
{
    Grey,
    Rgb,

    /// <summary>Amounts of ink; 0 is no ink.</summary>
    Cmyk,

    /// <summary>ITU-R BT.601 by default, full range, chroma around 128.</summary>
    YCbCr,

    /// <summary>CIE L*a*b*: a* and b* are signed.</summary>
    Lab,

    /// <summary>CIE L*a*b* as ICC profiles encode it: a* and b* have an offset of half the range.</summary>
    IccLab,
}
