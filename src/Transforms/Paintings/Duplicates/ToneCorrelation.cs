namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>
/// How alike the grey values of two fingerprints are, where one may be cropped a little: of all borders within a few percent those count that
/// bring the two together best.
/// </summary>
internal static class ToneCorrelation
{
    private const int Side = PaintingFingerprint.TonesSide, Count = Side * Side;
    private const double Hopeless = 0.6; // what no small crop makes the same painting
    private const double FirstStep = 0.02, LastStep = 0.005, Furthest = 0.06;

    /// <summary>Pearson's correlation, from -1 to 1: 1 for two pictures of one tone each, 0 where only one is. The same in either order.</summary>
    public static double Between(PaintingFingerprint a, PaintingFingerprint b)
    {
        Span<float> first = stackalloc float[Count], second = stackalloc float[Count];
        a.Tones(first);
        b.Tones(second);
        bool isFlat = !first.ContainsAnyExcept(first[0]);
        if (isFlat || !second.ContainsAnyExcept(second[0])) return isFlat && !second.ContainsAnyExcept(second[0]) ? 1 : 0;
        double correlation = Correlate(first, second, default);
        return correlation < Hopeless ? correlation : Math.Max(Best(first, second, correlation), Best(second, first, correlation));
    }

    /// <summary>Moves the four borders of the second one by one, in ever smaller steps, as long as that helps.</summary>
    private static double Best(ReadOnlySpan<float> first, ReadOnlySpan<float> second, double best)
    {
        Borders at = default;
        for (double step = FirstStep; step >= LastStep; step /= 2)
        {
            for (bool better = true; better;)
            {
                better = false;
                for (int border = 0; border < 4; border++)
                {
                    for (int sign = -1; sign <= 1; sign += 2)
                    {
                        Borders next = at.Moved(border, sign * step);
                        if (!next.IsNear) continue;
                        double correlation = Correlate(first, second, next);
                        if (correlation <= best) continue;
                        (at, best, better) = (next, correlation, true);
                    }
                }
            }
        }
        return best;
    }

    private static double Correlate(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Borders borders)
    {
        Span<int> columns = stackalloc int[Side], rows = stackalloc int[Side];
        Span<float> right = stackalloc float[Side], below = stackalloc float[Side];
        Positions(borders.Left, borders.Right, columns, right);
        Positions(borders.Top, borders.Bottom, rows, below);
        float sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
        for (int y = 0; y < Side; y++)
        {
            ReadOnlySpan<float> upper = second.Slice(rows[y] * Side, Side), lower = second.Slice(Math.Min(rows[y] + 1, Side - 1) * Side, Side);
            for (int x = 0; x < Side; x++)
            {
                int column = columns[x], next = Math.Min(column + 1, Side - 1);
                float above = upper[column] + right[x] * (upper[next] - upper[column]), under = lower[column] + right[x] * (lower[next] - lower[column]);
                float a = first[y * Side + x], b = above + below[y] * (under - above);
                sumA += a;
                sumB += b;
                squaresA += a * a;
                squaresB += b * b;
                products += a * b;
            }
        }
        double spread = ((double)Count * squaresA - (double)sumA * sumA) * ((double)Count * squaresB - (double)sumB * sumB);
        return spread <= 0 ? 0 : ((double)Count * products - (double)sumA * sumB) / Math.Sqrt(spread);
    }

    private static void Positions(double from, double to, Span<int> cells, Span<float> beyond)
    {
        for (int i = 0; i < Side; i++)
        {
            double at = Math.Clamp((from + (i + 0.5) / Side * (1 - from - to)) * Side - 0.5, 0, Side - 1);
            cells[i] = (int)at;
            beyond[i] = (float)(at - cells[i]);
        }
    }

    private readonly record struct Borders(double Left, double Right, double Top, double Bottom)
    {
        public bool IsNear => Math.Max(Math.Max(Math.Abs(Left), Math.Abs(Right)), Math.Max(Math.Abs(Top), Math.Abs(Bottom))) <= Furthest;

        public Borders Moved(int border, double by) => border switch
        {
            0 => this with { Left = Left + by },
            1 => this with { Right = Right + by },
            2 => this with { Top = Top + by },
            _ => this with { Bottom = Bottom + by },
        };
    }
}
