namespace Pix2Pitch.Tests;

/// <summary>A picture of a TIFF file that <see cref="TiffBytes"/> writes.</summary>
internal sealed record TiffPage
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>What the samples mean.</summary>
    public required int Photometric { get; init; }

    /// <summary>Samples in a pixel.</summary>
    public required int Samples { get; init; }

    /// <summary>Bits in a sample.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>All samples as they are stored: rows, planes or tiles one after another; wider ones in the file's byte order.</summary>
    public required byte[] Data { get; init; }

    /// <summary>Side of the tiles in pixels; 0 for one strip.</summary>
    public int Tile { get; init; }

    /// <summary>Rows in a strip; 0 for one strip.</summary>
    public int RowsPerStrip { get; init; }

    /// <summary>Whether each sample has a plane of its own.</summary>
    public bool IsSeparate { get; init; }

    /// <summary>Compression scheme, which the data has already.</summary>
    public int Compression { get; init; } = 1;

    /// <summary>More tags: number, type (1 byte, 3 short, 4 long, 5 rational, 7 undefined) and values; two for each rational.</summary>
    public (int Tag, int Type, long[] Values)[] Tags { get; init; } = [];

    /// <summary>Pictures below this one (SubIFDs).</summary>
    public TiffPage[] Below { get; init; } = [];
}
