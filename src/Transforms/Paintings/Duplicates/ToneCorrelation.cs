namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>
/// The correlation (Pearson) of the grey values of two fingerprints. One of the pictures may be cropped by a few percent: the crop with the
/// highest correlation is used.
/// </summary>
/// <param name="Tones">
/// The correlation of the grey values, -1 to 1: where light and dark are in the pictures. 1 for two pictures of a single tone, 0 if only one has a single tone.
/// </param>
/// <param name="Details">
/// The correlation of the grey values without the mean of their neighbourhood, -1 to 1: what the pictures show. -1 if the tones differ too much.
/// </param>
internal readonly record struct ToneCorrelation(double Tones, double Details)
{
    private const int Side = PaintingFingerprint.TonesSide, Count = Side * Side;
    private const double MinAlignable = 0.6; // with less than this, no small crop can be the reason for the difference
    private const double MaxStep = 0.02, MinStep = 0.005, MaxShift = 0.06; // as parts of the side

    /// <summary>Compares two fingerprints. Their order has no effect.</summary>
    public static ToneCorrelation Between(PaintingFingerprint a, PaintingFingerprint b)
    {
        Span<float> first = stackalloc float[Count], second = stackalloc float[Count];
        a.Tones(first);
        b.Tones(second);
        bool isFlat = !first.ContainsAnyExcept(first[0]), isOtherFlat = !second.ContainsAnyExcept(second[0]);
        if (isFlat || isOtherFlat) return isFlat && isOtherFlat ? new ToneCorrelation(1, 1) : new ToneCorrelation(0, 0);
        double correlation = Pearson(first, second);
        if (correlation < MinAlignable) return new ToneCorrelation(correlation, -1);
        // Either picture may be the cropped one.
        ToneCorrelation secondMoved = Align(first, second, correlation), firstMoved = Align(second, first, correlation);
        return (secondMoved.Tones, secondMoved.Details).CompareTo((firstMoved.Tones, firstMoved.Details)) > 0 ? secondMoved : firstMoved;
    }

    /// <summary>Moves the four borders of the second picture in ever smaller steps, as long as the correlation with the first rises.</summary>
    private static ToneCorrelation Align(ReadOnlySpan<float> first, ReadOnlySpan<float> second, double best)
    {
        Span<float> moved = stackalloc float[Count], details = stackalloc float[Count], movedDetails = stackalloc float[Count];
        Borders at = default;
        for (double step = MaxStep; step >= MinStep; step /= 2)
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
                        Move(second, next, moved);
                        double correlation = Pearson(first, moved);
                        if (correlation <= best) continue;
                        (at, best, better) = (next, correlation, true);
                    }
                }
            }
        }
        Move(second, at, moved);
        Detail(first, details);
        Detail(moved, movedDetails);
        return new ToneCorrelation(best, Pearson(details, movedDetails));
    }

    private static void Move(ReadOnlySpan<float> tones, Borders borders, Span<float> moved)
    {
        Span<int> columns = stackalloc int[Side], rows = stackalloc int[Side];
        Span<float> right = stackalloc float[Side], below = stackalloc float[Side];
        Positions(borders.Left, borders.Right, columns, right);
        Positions(borders.Top, borders.Bottom, rows, below);
        for (int y = 0; y < Side; y++)
        {
            ReadOnlySpan<float> upper = tones.Slice(rows[y] * Side, Side), lower = tones.Slice(Math.Min(rows[y] + 1, Side - 1) * Side, Side);
            for (int x = 0; x < Side; x++)
            {
                int column = columns[x], next = Math.Min(column + 1, Side - 1);
                float above = upper[column] + right[x] * (upper[next] - upper[column]), under = lower[column] + right[x] * (lower[next] - lower[column]);
                moved[y * Side + x] = above + below[y] * (under - above);
            }
        }
    }

    /// <summary>Subtracts the mean of the 3 x 3 neighbourhood from each value.</summary>
    private static void Detail(ReadOnlySpan<float> tones, Span<float> details)
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float sum = 0;
                for (int row = y - 1; row <= y + 1; row++)
                {
                    for (int column = x - 1; column <= x + 1; column++)
                        sum += tones[Math.Clamp(row, 0, Side - 1) * Side + Math.Clamp(column, 0, Side - 1)];
                }
                details[y * Side + x] = tones[y * Side + x] - sum / 9;
            }
        }
    }

    private static double Pearson(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        float sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
        for (int i = 0; i < first.Length; i++)
        {
            float a = first[i], b = second[i];
            sumA += a;
            sumB += b;
            squaresA += a * a;
            squaresB += b * b;
            products += a * b;
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
        public bool IsNear => Math.Max(Math.Max(Math.Abs(Left), Math.Abs(Right)), Math.Max(Math.Abs(Top), Math.Abs(Bottom))) <= MaxShift;

        public Borders Moved(int border, double by) => border switch
        {
            0 => this with { Left = Left + by },
            1 => this with { Right = Right + by },
            2 => this with { Top = Top + by },
            _ => this with { Bottom = Bottom + by },
        };
    }
}
