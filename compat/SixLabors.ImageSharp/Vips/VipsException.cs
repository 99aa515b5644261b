namespace SixLabors.ImageSharp.Vips;

/// <summary>What libvips said; never leaves this assembly.</summary>
internal sealed class VipsException(string message) : Exception(message);
