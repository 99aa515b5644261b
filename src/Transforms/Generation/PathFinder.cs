namespace Pix2Pitch.Generation;

/// <summary>Finds the windows of a <see cref="PaintingPath"/>, and cuts them out.</summary>
internal static class PathFinder
{
    private const int Cells = 32; // on a side of the map of saliency
    private const int Step = 2; // cells between places of windows
    private const double Plain = 0.01; // saliency of a cell without contrast and edges, so that windows of an empty painting differ too; the mean of all cells is 2
    private const double Seen = 0.15; // what is left of the saliency of cells that are in a window already

    /// <summary>The windows for the clips of music.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rgb">The painting: [3, side, side].</param>
    /// <param name="side">Its side in pixels, a multiple of 32.</param>
    /// <param name="starts">When each clip begins, in seconds.</param>
    public static PathWindow[] Find(PaintingPath path, ReadOnlySpan<float> rgb, int side, IReadOnlyList<double> starts)
    {
        int count = starts.Count;
        if (path == PaintingPath.LeftToRight)
            return [.. Enumerable.Range(0, count).Select(i => new PathWindow(count == 1 ? 0.25 : 0.5 * i / (count - 1), 0, 0.5, 1, starts[i]))];
        double[] saliency = Saliency(rgb, side);
        var windows = new PathWindow[count];
        for (int i = 0; i < count; i++)
        {
            (int left, int top) = Best(saliency);
            windows[i] = new PathWindow((double)left / Cells, (double)top / Cells, 0.5, 0.5, starts[i]);
            for (int y = top; y < top + Cells / 2; y++)
            {
                for (int x = left; x < left + Cells / 2; x++) saliency[y * Cells + x] *= Seen;
            }
        }
        return windows;
    }

    /// <summary>Cuts a window out.</summary>
    /// <param name="rgb">The painting: [3, side, side].</param>
    /// <param name="side">Its side in pixels; even.</param>
    /// <param name="window">The window.</param>
    /// <returns>[3, side / 2, side / 2]; a window of full height is made half as high by means of two rows.</returns>
    public static float[] Cut(ReadOnlySpan<float> rgb, int side, PathWindow window)
    {
        int size = side / 2, left = (int)Math.Round(window.Left * side), top = (int)Math.Round(window.Top * side), rows = window.Height > 0.5 ? 2 : 1;
        var part = new float[3 * size * size];
        for (int c = 0; c < 3; c++)
        {
            for (int y = 0; y < size; y++)
            {
                ReadOnlySpan<float> first = rgb.Slice((c * side + top + rows * y) * side + left, size), second = rgb.Slice((c * side + top + rows * y + rows - 1) * side + left, size);
                Span<float> target = part.AsSpan((c * size + y) * size, size);
                for (int x = 0; x < size; x++) target[x] = (first[x] + second[x]) / 2;
            }
        }
        return part;
    }

    // Of each cell: its difference from the mean colour (R. Achanta et al., "Frequency-tuned salient region detection", CVPR 2009), and the mean change of brightness within it, each relative to its mean.
    private static double[] Saliency(ReadOnlySpan<float> rgb, int side)
    {
        int pixels = side / Cells, plane = side * side;
        var colors = new double[3][];
        var edges = new double[Cells * Cells];
        for (int c = 0; c < 3; c++)
        {
            colors[c] = new double[Cells * Cells];
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                {
                    int cell = y / pixels * Cells + x / pixels, at = c * plane + y * side + x;
                    colors[c][cell] += rgb[at] / (pixels * pixels);
                    if (x + 1 < side) edges[cell] += Math.Abs(rgb[at + 1] - rgb[at]);
                    if (y + 1 < side) edges[cell] += Math.Abs(rgb[at + side] - rgb[at]);
                }
            }
        }
        double[] means = [.. colors.Select(color => color.Average())];
        double[] contrast = [.. Enumerable.Range(0, Cells * Cells).Select(cell => Math.Sqrt(Enumerable.Range(0, 3).Sum(c => (colors[c][cell] - means[c]) * (colors[c][cell] - means[c]))))];
        double meanContrast = Math.Max(contrast.Average(), 1e-9), meanEdges = Math.Max(edges.Average(), 1e-9);
        return [.. contrast.Zip(edges, (a, b) => Plain + a / meanContrast + b / meanEdges)];
    }

    private static (int Left, int Top) Best(double[] saliency)
    {
        (int Left, int Top, double Sum) best = (0, 0, double.NegativeInfinity);
        for (int top = 0; top <= Cells / 2; top += Step)
        {
            for (int left = 0; left <= Cells / 2; left += Step)
            {
                double sum = 0;
                for (int y = top; y < top + Cells / 2; y++)
                {
                    for (int x = left; x < left + Cells / 2; x++) sum += saliency[y * Cells + x];
                }
                if (sum > best.Sum) best = (left, top, sum);
            }
        }
        return (best.Left, best.Top);
    }
}
