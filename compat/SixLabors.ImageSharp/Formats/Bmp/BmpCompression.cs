namespace SixLabors.ImageSharp.Formats.Bmp;

/// <summary>How the pixels of a BMP are stored; the values are those in the file.</summary>
internal enum BmpCompression
{
    None = 0,
    RunLength8 = 1,
    RunLength4 = 2,
    BitFields = 3,
    AlphaBitFields = 6,
}
