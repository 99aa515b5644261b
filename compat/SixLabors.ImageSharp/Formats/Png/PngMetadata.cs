namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>What belongs to PNG alone.</summary>
public class PngMetadata
{
    /// <summary>The tEXt, zTXt and iTXt chunks, in the order of the file.</summary>
    public IList<PngTextData> TextData { get; set; } = [];
}
