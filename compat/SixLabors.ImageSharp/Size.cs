namespace SixLabors.ImageSharp;

/// <summary>Width and height.</summary>
public record struct Size
{
    /// <summary>From width and height.</summary>
    public Size(int width, int height) => (Width, Height) = (width, height);

    /// <summary>In pixels.</summary>
    public int Width { get; set; }

    /// <summary>In pixels.</summary>
    public int Height { get; set; }
}
