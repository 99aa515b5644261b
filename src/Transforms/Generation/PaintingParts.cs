using System.Numerics.Tensors;

namespace Pix2Pitch.Generation;

/// <summary>The part of a painting that each clip of its music is made from: the whole painting, or a window of a <see cref="PaintingPath"/>.</summary>
internal sealed class PaintingParts
{
    private readonly int _size;
    private readonly float[] _pixels;

    /// <param name="painting">The painting.</param>
    /// <param name="size">The side in pixels that the generator takes.</param>
    /// <param name="path">The path; null for the whole painting in each clip.</param>
    /// <param name="starts">When each clip begins, in seconds.</param>
    public PaintingParts(GeneratedMusic.Source painting, int size, PaintingPath? path, IReadOnlyList<double> starts)
    {
        _size = size;
        _pixels = path is null ? painting.Pixels : painting.Square(2 * size);
        if (path is { } followed) Windows = PathFinder.Find(followed, _pixels, 2 * size, starts);
    }

    private PaintingParts(int size, float[] pixels, PathWindow[]? windows) => (_size, _pixels, Windows) = (size, pixels, windows);

    /// <summary>The windows of the clips; null if each is made from the whole painting.</summary>
    public PathWindow[]? Windows { get; }

    private int Side => Windows is null ? _size : 2 * _size;

    /// <summary>What the generator receives for a clip: [3, size, size].</summary>
    public float[] PixelsOf(int clip) => Windows is null ? _pixels : PathFinder.Cut(_pixels, Side, Windows[clip]);

    /// <summary>The seed of a clip: the same along a path, so that what changes comes from the painting.</summary>
    public int SeedOf(int clip, int seed) => Windows is null ? unchecked(seed + clip) : seed;

    /// <summary>The same windows of the painting with one of its cells filled with its mean colour.</summary>
    /// <param name="row">The cell, from the top.</param>
    /// <param name="column">The cell, from the left.</param>
    /// <param name="cells">The number of cells on a side.</param>
    public PaintingParts Without(int row, int column, int cells)
    {
        int side = Side, plane = side * side;
        float[] pixels = [.. _pixels];
        (int left, int right) = (column * side / cells, (column + 1) * side / cells);
        for (int c = 0; c < 3; c++)
        {
            float mean = TensorPrimitives.Sum(_pixels.AsSpan(c * plane, plane)) / plane;
            for (int y = row * side / cells; y < (row + 1) * side / cells; y++) pixels.AsSpan(c * plane + y * side + left, right - left).Fill(mean);
        }
        return new PaintingParts(_size, pixels, Windows);
    }

    /// <summary>Whether a cell is at least partly in what a clip is made from.</summary>
    public bool Changes(int clip, int row, int column, int cells)
    {
        if (Windows is null) return true;
        PathWindow window = Windows[clip];
        return (column + 1.0) / cells > window.Left && (double)column / cells < window.Left + window.Width
            && (row + 1.0) / cells > window.Top && (double)row / cells < window.Top + window.Height;
    }
}
