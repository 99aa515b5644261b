using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>An image that each step replaces; the image before the step is disposed of.</summary>
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
