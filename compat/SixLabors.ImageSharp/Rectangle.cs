namespace SixLabors.ImageSharp;

/// <summary>A part of an image.</summary>
public record struct Rectangle
{
    /// <summary>From its upper left corner and its size.</summary>
    public Rectangle(int x, int y, int width, int height) => (X, Y, Width, Height) = (x, y, width, height);

    /// <summary>Left edge.</summary>
    public int X { get; set; }

    /// <summary>Upper edge.</summary>
    public int Y { get; set; }

    /// <summary>In pixels.</summary>
    public int Width { get; set; }

    /// <summary>In pixels.</summary>
    public int Height { get; set; }
}
