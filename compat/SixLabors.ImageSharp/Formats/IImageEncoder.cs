namespace SixLabors.ImageSharp.Formats;

/// <summary>Settings of an encoder.</summary>
public interface IImageEncoder;
