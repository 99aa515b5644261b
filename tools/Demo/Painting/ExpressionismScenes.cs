using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Angles, black contours, very strong colours.</summary>
internal static class ExpressionismScenes
{
    private const int Width = 240, Height = 288;
    private const float Right = Width / (float)Height, Middle = Right / 2;
    private const float Ink = .0075f;

    private static readonly Vector3 s_black = Color(0x0C0A12);

    private static readonly Manner s_manner = new()
    {
        Radii = [7, 4, 2.4f],
        Tolerance = .075f,
        Length = 7,
        Stiffness = .92f,
        Opacity = .95f,
        Bristles = .5f,
        Relief = .3f,
        Finish = .12f,
        Lightness = .035f,
        Hue = .03f,
        Saturation = 1.2f,
        Ground = Color(0x2A1A2E),
    };

    public static DemoScene Village(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var houses = new List<(Vector2[] Front, Vector2[] Roof, Vector3 Wall, Vector3 Tile, Vector2 Window)>();
        Vector3[] walls = [Color(0xF2C21A), Color(0xE8562A), Color(0x1E8AA8), Color(0xD82A5A), Color(0x2AA86A), Color(0xF29A1E), Color(0x7A3AA8)];
        for (int row = 0; row < 3; row++)
        {
            for (int i = 0; i < 4; i++)
            {
                float x = -.06f + (i * .25f) + (row * .09f) + random.Range(-.03f, .03f), foot = .64f + (row * .155f), width = random.Range(.16f, .23f);
                float tall = random.Range(.15f, .24f), lean = random.Range(-.05f, .05f), peak = random.Range(.08f, .17f);
                Vector2 a = new(x, foot), b = new(x + width, foot + random.Range(-.02f, .02f)), c = new(x + width + lean, foot - tall), d = new(x + lean, foot - tall + random.Range(-.03f, .03f));
                houses.Add(([a, b, c, d], [d - new Vector2(.025f, 0), c + new Vector2(.025f, 0), ((c + d) / 2) + new Vector2(lean, -peak)],
                    random.Pick<Vector3>(walls), random.Pick<Vector3>(Color(0xB81E1E), Color(0x281E6E), Color(0x14505A), Color(0x8A1450)), (a + b + c + d) / 4));
            }
        }
        Manner manner = s_manner with { Direction = p => p.Y < .45f ? ((int)MathF.Floor((p.X * 3) + (p.Y * 4)) % 2 == 0 ? .75f : -.55f) : 1.45f };
        return new DemoScene("Leaning Houses", Width, Height, manner, p =>
        {
            // A sky of angular facets.
            float zig = MathF.Abs((((p.X * 2.3f) + (p.Y * .9f)) % 1) - .5f), band = (p.Y * 4.2f) - (zig * 1.7f);
            int stripe = (int)MathF.Floor(band + 4);
            var color = (stripe % 4) switch { 0 => Color(0x16349A), 1 => Color(0xE8501E), 2 => Color(0x2E7AC8), _ => Color(0xF2B42A) };
            color = Mix(color, s_black, Cover(MathF.Abs(band - MathF.Round(band)) * .1f - .0045f));
            float moon = Circle(p, new(.64f, .15f), .075f);
            color = Mix(color, Color(0xF8F08A), Cover(moon));
            color = Mix(color, s_black, Cover(MathF.Abs(moon) - Ink));
            color = Mix(color, Color(0x4A1E5A), Step(.60f, .605f, p.Y));
            foreach ((Vector2[] front, Vector2[] roof, Vector3 wall, Vector3 tile, Vector2 window) in houses)
            {
                float face = Polygon(p, front), top = Polygon(p, roof);
                var shaded = Mix(wall, wall * new Vector3(.42f, .38f, .62f), Step(-.002f, .002f, p.X - window.X - ((p.Y - window.Y) * .25f)) * .75f);
                color = Mix(color, shaded, Cover(face));
                float pane = Box(p, window, new(.026f, .036f));
                color = Mix(color, Noise.At((int)(window.X * 99), 1, seed) > .4f ? Color(0xFFE85A) : Color(0x10183A), Cover(pane));
                color = Mix(color, s_black, Cover(MathF.Min(MathF.Abs(pane), MathF.Max(pane, MathF.Min(MathF.Abs(p.X - window.X), MathF.Abs(p.Y - window.Y)))) - (Ink * .6f)));
                color = Mix(color, s_black, Cover(MathF.Abs(face) - Ink));
                color = Mix(color, tile, Cover(top));
                color = Mix(color, s_black, Cover(MathF.Abs(top) - Ink));
            }
            return color;
        });
    }

    public static DemoScene Mountains(DemoRandom random)
    {
        var peaks = new List<(Vector2 Top, float Left, float Across, float Foot, Vector3 Bright, Vector3 Dark)>();
        (Vector3, Vector3)[] pairs =
        [
            (Color(0xE8461E), Color(0x7A1450)), (Color(0x1E6AC8), Color(0x101E6A)), (Color(0xF2A81E), Color(0xB02A2A)),
            (Color(0x1EA08A), Color(0x10386A)), (Color(0xD83A7A), Color(0x4A1470)), (Color(0x8AB81E), Color(0x14604A)),
        ];
        for (int i = 0; i < 9; i++)
        {
            float row = i / 3, x = .1f + (i % 3 * .31f) + random.Range(-.07f, .07f);
            (Vector3 bright, Vector3 dark) = pairs[(i + random.Below(2)) % pairs.Length];
            peaks.Add((new(x, .24f + (row * .17f) + random.Range(-.05f, .04f)), random.Range(.16f, .28f), random.Range(.16f, .28f), .62f + (row * .15f), bright, dark));
        }
        Vector2 sun = new(.56f, .17f);
        Manner manner = s_manner with { Direction = p => p.Y < .3f ? MathF.Atan2(p.Y - sun.Y, p.X - sun.X) : 1.05f };
        return new DemoScene("Red Mountains", Width, Height, manner, p =>
        {
            float far = (p - sun).Length(), turn = MathF.Atan2(p.Y - sun.Y, p.X - sun.X) * 14 / MathF.Tau;
            var color = (int)MathF.Floor(turn + 50) % 2 == 0 ? Color(0xF2C81E) : Color(0xF0781E);
            color = Mix(color, Color(0x1E4AA0), Step(.25f, .6f, far));
            color = Mix(color, Color(0xE01E2A), Cover(far - .1f));
            color = Mix(color, Color(0xFFE03A), Cover(far - .062f));
            color = Mix(color, s_black, Cover(MathF.Min(MathF.Abs(far - .1f), MathF.Abs(far - .062f)) - (Ink * .8f)));
            foreach ((Vector2 top, float left, float across, float foot, Vector3 bright, Vector3 dark) in peaks)
            {
                // A lit face and a dark one, split by a broken ridge, each with one facet of another tone.
                Vector2 a = new(top.X - left, foot), c = new(top.X + across, foot), bend = new(top.X + .035f, (top.Y + foot) / 2), b = new(top.X - .03f, foot);
                float lit = Polygon(p, top, bend, b, a), shade = Polygon(p, top, c, b, bend);
                color = Mix(color, Mix(bright, Color(0xFFF0A0), Cover(Polygon(p, top, bend, (top + a) / 2), .003f) * .4f), Cover(lit));
                color = Mix(color, Mix(dark, bright, Cover(Polygon(p, bend, (top + c) / 2, c), .003f) * .35f), Cover(shade));
                color = Mix(color, s_black, Cover(MathF.Min(MathF.Abs(lit), MathF.Abs(shade)) - Ink));
            }
            // A lake that reflects the colours in bars.
            float shore = .90f + (.02f * MathF.Abs((((p.X * 4) + .2f) % 2) - 1));
            int bar = (int)MathF.Floor((p.Y * 46) + (2.2f * MathF.Abs((((p.X * 5) + 1) % 2) - 1)));
            Vector3 bars = (bar % 3) switch { 0 => Color(0x1E5AA8), 1 => Color(0xE0562A), _ => Color(0x101E50) };
            color = Mix(color, bars, Cover(shore - p.Y));
            return Mix(color, s_black, Cover(MathF.Abs(shore - p.Y) - Ink));
        });
    }

    public static DemoScene Mask(DemoRandom random)
    {
        float tilt = random.Range(-.12f, .12f);
        Manner manner = s_manner with { Direction = p => (p - new Vector2(Middle, .5f)).Length() > .36f ? .8f : 1.2f + (MathF.Floor(p.X * 7) % 2 * .9f) };
        return new DemoScene("The Loud Mask", Width, Height, manner, p =>
        {
            float band = (p.X * 3.4f) + (p.Y * 4.6f);
            var color = ((int)MathF.Floor(band) % 3) switch { 0 => Color(0xD81E3A), 1 => Color(0xF08A1E), _ => Color(0x8A1450) };
            color = Mix(color, s_black, Cover((MathF.Abs(band - MathF.Round(band)) * .16f) - .005f));
            Vector2 d = p - new Vector2(Middle, .48f);
            var q = new Vector2((d.X * MathF.Cos(tilt)) + (d.Y * MathF.Sin(tilt)), (d.Y * MathF.Cos(tilt)) - (d.X * MathF.Sin(tilt)));
            float neck = Polygon(q, new(-.11f, .28f), new(.12f, .26f), new(.2f, .56f), new(-.22f, .56f));
            color = Paint(color, neck, q.X < .02f ? Color(0x2A8A5A) : Color(0x10385A));
            float hair = Polygon(q, new(-.30f, .02f), new(-.25f, -.32f), new(-.08f, -.41f), new(.12f, -.42f), new(.28f, -.27f), new(.31f, .08f), new(.18f, -.1f), new(-.19f, -.12f));
            color = Paint(color, hair, (int)MathF.Floor((q.X * 14) + (q.Y * 5) + 50) % 2 == 0 ? Color(0x1E2A8A) : Color(0x4A1E8A));
            float face = Polygon(q, new(-.23f, -.2f), new(-.05f, -.29f), new(.13f, -.27f), new(.24f, -.14f), new(.23f, .09f), new(.10f, .33f), new(-.02f, .37f), new(-.16f, .26f), new(-.25f, .05f));
            color = Paint(color, face, Color(0xF2D21E));
            if (face < 0)
            {
                color = Facet(color, q, Color(0x3AA85A), new(.03f, -.28f), new(.24f, -.14f), new(.23f, .09f), new(.06f, .02f));
                color = Facet(color, q, Color(0x1E7AA8), new(.06f, .02f), new(.23f, .09f), new(.10f, .33f), new(.03f, .2f));
                color = Facet(color, q, Color(0xF0781E), new(-.25f, .05f), new(-.08f, .06f), new(-.04f, .22f), new(-.16f, .26f));
                color = Facet(color, q, Color(0xF8EE9A), new(-.23f, -.2f), new(-.05f, -.29f), new(-.02f, -.13f), new(-.2f, -.1f));
                color = Facet(color, q, Color(0xE8461E), new(-.015f, -.14f), new(.035f, -.13f), new(.075f, .1f), new(-.035f, .1f));
                for (int side = -1; side <= 1; side += 2)
                {
                    var eye = new Vector2(.005f + (side * .115f), -.055f + (side * .015f));
                    float almond = Polygon(q, eye + new Vector2(-.075f, .012f * side), eye + new Vector2(0, -.045f), eye + new Vector2(.075f, -.012f * side), eye + new Vector2(0, .038f));
                    color = Paint(color, almond, Color(0xFBFBF0));
                    color = Paint(color, Circle(q, eye, .026f), side < 0 ? Color(0xD81E1E) : Color(0x14A0A0));
                    color = Mix(color, s_black, Cover(Circle(q, eye, .012f)));
                    color = Mix(color, s_black, Cover(Line(q, eye + new Vector2(-.08f, -.065f - (.03f * side)), eye + new Vector2(.08f, -.065f + (.03f * side)), .0115f)));
                }
                float mouth = Polygon(q, new(-.10f, .18f), new(-.02f, .155f), new(.03f, .17f), new(.10f, .16f), new(.06f, .265f), new(-.05f, .275f));
                color = Paint(color, mouth, Color(0x6A0A1E));
                color = Mix(color, Color(0xFBF4DC), Cover(MathF.Max(mouth + .008f, MathF.Abs(q.Y - .18f) - .012f)));
                color = Mix(color, s_black, Cover(MathF.Max(MathF.Max(mouth, MathF.Abs(q.Y - .18f) - .014f), (MathF.Abs(((q.X * 30) + 30) % 1 - .5f) / 30) - .0025f)));
            }
            return color;
        });

        static Vector3 Paint(Vector3 under, float shape, Vector3 color) => Mix(Mix(under, color, Cover(shape)), s_black, Cover(MathF.Abs(shape) - Ink));

        static Vector3 Facet(Vector3 under, Vector2 p, Vector3 color, params ReadOnlySpan<Vector2> corners)
        {
            float shape = Polygon(p, corners);
            return Mix(Mix(under, color, Cover(shape)), s_black, Cover(MathF.Abs(shape) - (Ink * .6f)));
        }
    }
}
