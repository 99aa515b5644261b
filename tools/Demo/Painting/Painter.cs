using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>
/// Paints a scene with brush strokes, after Hertzmann, "Painterly rendering with curved brush strokes of multiple sizes" (1998):
/// wide brushes first, finer ones where the canvas still differs from the scene, strokes along the contours. In addition it simulates bristles
/// and the thickness of the paint, lit from the upper left.
/// </summary>
internal sealed class Painter
{
    private readonly Canvas _scene, _canvas;
    private readonly float[] _relief;
    private readonly Manner _manner;
    private readonly DemoRandom _random;

    private Painter(Canvas scene, Manner manner, DemoRandom random)
    {
        (_scene, _manner, _random) = (scene, manner, random);
        _canvas = new Canvas(scene.Width, scene.Height);
        Array.Fill(_canvas.Pixels, manner.Ground);
        _relief = new float[_canvas.Pixels.Length];
    }

    public static Canvas Paint(Canvas scene, Manner manner, DemoRandom random)
    {
        var painter = new Painter(scene, manner, random);
        for (int layer = 0; layer < manner.Radii.Length; layer++) painter.PaintLayer(manner.Radii[layer], everywhere: layer == 0);
        return painter.Lit();
    }

    private void PaintLayer(float radius, bool everywhere)
    {
        Canvas reference = _scene.Blurred((int)(radius / 2));
        float spacing = MathF.Max(1.5f, radius * _manner.Spacing);
        int columns = (int)MathF.Ceiling(_canvas.Width / spacing), rows = (int)MathF.Ceiling(_canvas.Height / spacing);
        int[] order = [.. Enumerable.Range(0, columns * rows)];
        _random.Shuffle<int>(order);
        foreach (int cell in order)
        {
            var start = new Vector2(((cell % columns) + _random.Next()) * spacing, ((cell / columns) + _random.Next()) * spacing);
            if (!everywhere && Difference(reference, start, spacing) < _manner.Tolerance) continue;
            Vector3 color = reference[(int)start.X, (int)start.Y];
            List<Vector2> path = Trace(reference, start, radius, color);
            Lay(path, radius * _random.Range(.8f, 1.15f), Vary(color));
        }
    }

    private float Difference(Canvas reference, Vector2 center, float size)
    {
        float sum = 0;
        int half = Math.Max(1, (int)(size / 2)), count = 0;
        for (int y = -half; y <= half; y++)
        {
            for (int x = -half; x <= half; x++, count++)
                sum += (reference[(int)center.X + x, (int)center.Y + y] - _canvas[(int)center.X + x, (int)center.Y + y]).Length();
        }
        return sum / count;
    }

    private List<Vector2> Trace(Canvas reference, Vector2 start, float radius, Vector3 color)
    {
        var path = new List<Vector2> { start };
        Vector2 at = start, last = default;
        int steps = Math.Max(1, (int)(_manner.Length * _random.Range(.5f, 1)));
        for (int i = 0; i < steps; i++)
        {
            Vector2 direction = Direction(reference, at, radius);
            if (Vector2.Dot(direction, last) < 0) direction = -direction;
            if (i > 0) direction = Vector2.Normalize(Vector2.Lerp(direction, last, _manner.Stiffness) + new Vector2(1e-6f));
            at += direction * radius;
            if (at.X < -radius || at.Y < -radius || at.X > _canvas.Width + radius || at.Y > _canvas.Height + radius) break;
            Vector3 there = reference[(int)at.X, (int)at.Y];
            if (i > 0 && (there - color).Length() > MathF.Max(.12f, 2 * _manner.Tolerance)) break;
            path.Add(at);
            last = direction;
        }
        return path;
    }

    private Vector2 Direction(Canvas reference, Vector2 at, float radius)
    {
        int x = (int)at.X, y = (int)at.Y, reach = Math.Max(1, (int)(radius / 2));
        float across = Canvas.Luminance(reference[x + reach, y]) - Canvas.Luminance(reference[x - reach, y]);
        float down = Canvas.Luminance(reference[x, y + reach]) - Canvas.Luminance(reference[x, y - reach]);
        float slope = MathF.Sqrt((across * across) + (down * down));
        var contour = new Vector2(-down, across);
        if (_manner.Direction is { } field)
        {
            float angle = field(at / _canvas.Height);
            var own = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            if (Vector2.Dot(own, contour) < 0) own = -own;
            contour = Vector2.Lerp(own, contour / MathF.Max(slope, 1e-6f), Shade.Step(.03f, .15f, slope));
        }
        return contour.LengthSquared() < 1e-12f ? Turned(_random.Range(0, MathF.Tau)) : Vector2.Normalize(contour);

        static Vector2 Turned(float angle) => new(MathF.Cos(angle), MathF.Sin(angle));
    }

    private Vector3 Vary(Vector3 color)
    {
        color += new Vector3(_random.Spread() * _manner.Lightness);
        color += new Vector3(_random.Spread(), _random.Spread(), _random.Spread()) * _manner.Hue;
        var grey = new Vector3(Canvas.Luminance(color));
        return Vector3.Clamp(grey + ((color - grey) * _manner.Saturation), Vector3.Zero, Vector3.One);
    }

    private void Lay(List<Vector2> path, float radius, Vector3 color)
    {
        Vector2 low = path[0], high = path[0];
        foreach (Vector2 point in path) (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        int left = Math.Max(0, (int)(low.X - radius - 1)), right = Math.Min(_canvas.Width - 1, (int)(high.X + radius + 1));
        int top = Math.Max(0, (int)(low.Y - radius - 1)), bottom = Math.Min(_canvas.Height - 1, (int)(high.Y + radius + 1));
        uint hairs = (uint)(_random.Next() * 1e6f);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                (float distance, float side, float along) = Nearest(path, new Vector2(x + .5f, y + .5f));
                float cover = Math.Clamp(radius + .5f - distance, 0, 1);
                if (cover <= 0) continue;
                float hair = Noise.Value((side * 1.4f) + 100, (along * .08f) + 50, hairs);
                float alpha = cover * _manner.Opacity * (1 - (_manner.Bristles * Shade.Step(.45f, .8f, hair)));
                int at = (y * _canvas.Width) + x;
                _canvas.Pixels[at] = Vector3.Lerp(_canvas.Pixels[at], color * (1 + ((hair - .5f) * _manner.Bristles * .22f)), alpha);
                // Paint is thicker at the edges of the stroke, and furrowed in between.
                float edge = distance / radius;
                float height = (.5f + (.5f * edge * edge) + ((hair - .5f) * .8f)) * MathF.Min(radius, 5) / 5;
                _relief[at] += (height - _relief[at]) * alpha;
            }
        }
    }

    /// <summary>The distance to a path, the signed distance from its axis, and the position along it.</summary>
    private static (float Distance, float Side, float Along) Nearest(List<Vector2> path, Vector2 p)
    {
        if (path.Count == 1) return ((p - path[0]).Length(), p.Y - path[0].Y, p.X - path[0].X);
        (float Distance, float Side, float Along) best = (float.MaxValue, 0, 0);
        float length = 0;
        for (int i = 1; i < path.Count; i++)
        {
            Vector2 edge = path[i] - path[i - 1], at = p - path[i - 1];
            float size = MathF.Max(1e-6f, edge.Length()), t = Math.Clamp(Vector2.Dot(at, edge) / (size * size), 0, 1);
            float distance = (at - (edge * t)).Length();
            if (distance < best.Distance) best = (distance, ((edge.X * at.Y) - (edge.Y * at.X)) / size, length + (t * size));
            length += size;
        }
        return best;
    }

    private Canvas Lit()
    {
        for (int y = 0; y < _canvas.Height; y++)
        {
            for (int x = 0; x < _canvas.Width; x++)
            {
                float here = Relief(x, y), slope = (here - Relief(x - 1, y)) + (here - Relief(x, y - 1));
                int at = (y * _canvas.Width) + x;
                var finished = Vector3.Lerp(_canvas.Pixels[at], _scene.Pixels[at], _manner.Finish);
                _canvas.Pixels[at] = Vector3.Clamp(finished * (1 + Math.Clamp(slope * _manner.Relief, -.25f, .25f)), Vector3.Zero, Vector3.One);
            }
        }
        return _canvas;
    }

    private float Relief(int x, int y) => _relief[(Math.Clamp(y, 0, _canvas.Height - 1) * _canvas.Width) + Math.Clamp(x, 0, _canvas.Width - 1)];
}
