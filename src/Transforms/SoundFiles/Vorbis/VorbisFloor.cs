using System.Numerics;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>A floor of type 1 (Vorbis I specification, section 7): a spectral envelope, piecewise linear on a logarithmic scale.</summary>
internal sealed class VorbisFloor
{
    private const int MaxPoints = 65;

    private static readonly int[] s_ranges = [256, 128, 86, 64];
    private static readonly float[] s_levels = [.. Enumerable.Range(0, 256).Select(n => (float)Math.Pow(10, (n - 255) * (140 / 256.0) / 20))];

    private readonly VorbisCodebook[] _books;
    private readonly int[] _partitions; // the class of each
    private readonly (int Dimensions, int Bits, int Master, int[] Books)[] _classes;
    private readonly int _multiplier;
    private readonly int[] _x;
    private readonly int[] _order; // the points sorted by x
    private readonly int[] _lower, _higher; // the nearest neighbours of each point among the earlier points in the list, to the left and to the right
    private readonly int[] _y = new int[MaxPoints];
    private readonly bool[] _isUsed = new bool[MaxPoints];

    /// <summary>Reads a floor.</summary>
    /// <exception cref="InvalidDataException">It is invalid, or of type 0, which encoders have not written since 2001.</exception>
    public VorbisFloor(ref VorbisBits bits, VorbisCodebook[] books)
    {
        _books = books;
        if (bits.Read(16) != 1) throw new InvalidDataException("The stream has a floor of type 0.");
        _partitions = new int[bits.Read(5)];
        for (int i = 0; i < _partitions.Length; i++) _partitions[i] = (int)bits.Read(4);
        _classes = new (int, int, int, int[])[_partitions.Length == 0 ? 0 : _partitions.Max() + 1];
        for (int i = 0; i < _classes.Length; i++)
        {
            int dimensions = (int)bits.Read(3) + 1, subclasses = (int)bits.Read(2), master = subclasses > 0 ? Book((int)bits.Read(8)) : -1;
            var subbooks = new int[1 << subclasses];
            for (int j = 0; j < subbooks.Length; j++) subbooks[j] = Book((int)bits.Read(8) - 1);
            _classes[i] = (dimensions, subclasses, master, subbooks);
        }
        _multiplier = (int)bits.Read(2) + 1;
        int rangeBits = (int)bits.Read(4);
        List<int> x = [0, 1 << rangeBits];
        foreach (int partition in _partitions)
        {
            for (int i = 0; i < _classes[partition].Dimensions; i++) x.Add((int)bits.Read(rangeBits));
        }
        if (x.Count > MaxPoints || x.Distinct().Count() < x.Count || bits.IsPastEnd) throw new InvalidDataException();
        _x = [.. x];
        _order = [.. Enumerable.Range(0, _x.Length).OrderBy(i => _x[i])];
        (_lower, _higher) = (new int[_x.Length], new int[_x.Length]);
        for (int i = 2; i < _x.Length; i++)
        {
            _lower[i] = Enumerable.Range(0, i).Where(j => _x[j] < _x[i]).MaxBy(j => _x[j]);
            _higher[i] = Enumerable.Range(0, i).Where(j => _x[j] > _x[i]).MinBy(j => _x[j]);
        }

        int Book(int number) => number < books.Length ? number : throw new InvalidDataException();
    }

    /// <summary>Reads the curve of a channel; false if the channel is silent.</summary>
    /// <param name="bits">The packet.</param>
    /// <param name="points">Receives the points for <see cref="Apply"/>.</param>
    public bool Read(ref VorbisBits bits, Span<int> points)
    {
        if (!bits.ReadFlag()) return false;
        int range = s_ranges[_multiplier - 1], width = 32 - BitOperations.LeadingZeroCount((uint)range - 1);
        points[0] = (int)bits.Read(width);
        points[1] = (int)bits.Read(width);
        int at = 2;
        foreach (int partition in _partitions)
        {
            (int dimensions, int classBits, int master, int[] subbooks) = _classes[partition];
            int value = classBits > 0 ? _books[master].Read(ref bits) : 0;
            if (value < 0) return false; // the packet ends here: silence
            for (int i = 0; i < dimensions; i++)
            {
                int book = subbooks[value & subbooks.Length - 1];
                value >>= classBits;
                int point = book < 0 ? 0 : _books[book].Read(ref bits);
                if (point < 0) return false;
                points[at++] = point;
            }
        }
        return !bits.IsPastEnd;
    }

    /// <summary>Multiplies a spectrum by the curve.</summary>
    public void Apply(ReadOnlySpan<int> points, Span<float> spectrum)
    {
        Predict(points);
        int lastX = 0, lastY = _y[0] * _multiplier;
        foreach (int point in _order)
        {
            if (!_isUsed[point] || point == 0) continue;
            int x = _x[point], y = _y[point] * _multiplier;
            Draw(spectrum, lastX, lastY, x, y);
            (lastX, lastY) = (x, y);
        }
        if (lastX < spectrum.Length) System.Numerics.Tensors.TensorPrimitives.Multiply(spectrum[lastX..], Level(lastY), spectrum[lastX..]);
    }

    // The points are stored as differences from the line between their neighbours, folded if there is less room on one side.
    private void Predict(ReadOnlySpan<int> points)
    {
        int range = s_ranges[_multiplier - 1];
        (_y[0], _y[1], _isUsed[0], _isUsed[1]) = (points[0], points[1], true, true);
        for (int i = 2; i < _x.Length; i++)
        {
            int low = _lower[i], high = _higher[i], predicted = OnLine(_x[low], _y[low], _x[high], _y[high], _x[i]), value = points[i];
            int above = range - predicted, below = predicted, room = 2 * Math.Min(above, below);
            _isUsed[i] = value != 0;
            if (value == 0)
            {
                _y[i] = predicted;
                continue;
            }
            _isUsed[low] = _isUsed[high] = true;
            int difference = value >= room
                ? (above > below ? value - below : above - value - 1)
                : (value & 1) == 1 ? -((value + 1) >> 1) : value >> 1;
            _y[i] = Math.Clamp(predicted + difference, 0, range - 1);
        }
    }

    private static int OnLine(int x0, int y0, int x1, int y1, int x)
    {
        int dy = y1 - y0, offset = Math.Abs(dy) * (x - x0) / (x1 - x0);
        return dy < 0 ? y0 - offset : y0 + offset;
    }

    // Bresenham's algorithm in integers: the rounding must be that of the encoder.
    private static void Draw(Span<float> spectrum, int x0, int y0, int x1, int y1)
    {
        int dx = x1 - x0, dy = y1 - y0, slope = dy / dx, step = dy < 0 ? slope - 1 : slope + 1, rest = Math.Abs(dy) - Math.Abs(slope * dx), error = 0, y = y0;
        int end = Math.Min(x1, spectrum.Length);
        for (int x = x0; x < end; x++)
        {
            spectrum[x] *= Level(y);
            error += rest;
            if (error >= dx)
            {
                error -= dx;
                y += step;
            }
            else
            {
                y += slope;
            }
        }
    }

    private static float Level(int y) => s_levels[Math.Clamp(y, 0, 255)];
}
