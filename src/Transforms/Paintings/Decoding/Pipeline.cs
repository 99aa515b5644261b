using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>An image that is replaced step by step; what is replaced is released.</summary>
internal sealed class Pipeline(Image image) : IDisposable
{
    internal Image Image { get; private set; } = image;

    internal void Apply(Func<Image, Image> step)
    {
        Image before = Image;
        Image = step(before);
        if (!ReferenceEquals(before, Image)) before.Dispose();
    }

    public void Dispose() => Image.Dispose();
}
