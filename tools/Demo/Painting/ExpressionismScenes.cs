using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Angles, black contours, colours as strong as they come.</summary>
internal static class ExpressionismScenes
{
    private const int Width = 240, Height = 288;
    private const float Right = Width / (float)Height, Middle = Right / 2;
    private const float Ink = .0075f;

    private static readonly Vector3 s_black = Colour(0x0C0A12);

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
        Ground = Colour(0x2A1A2E),
    };

    public static DemoScene Village(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var houses = new List<(Vector2[] Front, Vector2[] Roof, Vector3 Wall, Vector3 Tile, Vector2 Window)>();
        Vector3[] walls = [Colour(0xF2C21A), Colour(0xE8562A), Colour(0x1E8AA8), Colour(0xD82A5A), Colour(0x2AA86A), Colour(0xF29A1E), Colour(0x7A3AA8)];
        for (int row = 0; row < 3; row++)
        {
            for (int i = 0; i < 4; i++)
            {
                float x = -.06f + (i * .25f) + (row * .09f) + random.Range(-.03f, .03f), foot = .64f + (row * .155f), width = random.Range(.16f, .23f);
                float tall = random.Range(.15f, .24f), lean = random.Range(-.05f, .05f), peak = random.Range(.08f, .17f);
                Vector2 a = new(x, foot), b = new(x + width, foot + random.Range(-.02f, .02f)), c = new(x + width + lean, foot - tall), d = new(x + lean, foot - tall + random.Range(-.03f, .03f));
                houses.Add(([a, b, c, d], [d - new Vector2(.025f, 0), c + new Vector2(.025f, 0), ((c + d) / 2) + new Vector2(lean, -peak)],
                    random.Pick<Vector3>(walls), random.Pick<Vector3>(Colour(0xB81E1E), Colour(0x281E6E), Colour(0x14505A), Colour(0x8A1450)), (a + b + c + d) / 4));
            }
        }
        Manner manner = s_manner with { Direction = p => p.Y < .45f ? ((int)MathF.Floor((p.X * 3) + (p.Y * 4)) % 2 == 0 ? .75f : -.55f) : 1.45f };
        return new DemoScene("Leaning Houses", Width, Height, manner, p =>
        {
            // A sky of splinters.
            float zig = MathF.Abs((((p.X * 2.3f) + (p.Y * .9f)) % 1) - .5f), band = (p.Y * 4.2f) - (zig * 1.7f);
            int stripe = (int)MathF.Floor(band + 4);
            var colour = (stripe % 4) switch { 0 => Colour(0x16349A), 1 => Colour(0xE8501E), 2 => Colour(0x2E7AC8), _ => Colour(0xF2B42A) };
            colour = Mix(colour, s_black, Cover(MathF.Abs(band - MathF.Round(band)) * .1f - .0045f));
            float moon = Circle(p, new(.64f, .15f), .075f);
            colour = Mix(colour, Colour(0xF8F08A), Cover(moon));
            colour = Mix(colour, s_black, Cover(MathF.Abs(moon) - Ink));
            colour = Mix(colour, Colour(0x4A1E5A), Step(.60f, .605f, p.Y));
            foreach ((Vector2[] front, Vector2[] roof, Vector3 wall, Vector3 tile, Vector2 window) in houses)
            {
                float face = Polygon(p, front), top = Polygon(p, roof);
                var shaded = Mix(wall, wall * new Vector3(.42f, .38f, .62f), Step(-.002f, .002f, p.X - window.X - ((p.Y - window.Y) * .25f)) * .75f);
                colour = Mix(colour, shaded, Cover(face));
                float pane = Box(p, window, new(.026f, .036f));
                colour = Mix(colour, Noise.At((int)(window.X * 99), 1, seed) > .4f ? Colour(0xFFE85A) : Colour(0x10183A), Cover(pane));
                colour = Mix(colour, s_black, Cover(MathF.Min(MathF.Abs(pane), MathF.Max(pane, MathF.Min(MathF.Abs(p.X - window.X), MathF.Abs(p.Y - window.Y)))) - (Ink * .6f)));
                colour = Mix(colour, s_black, Cover(MathF.Abs(face) - Ink));
                colour = Mix(colour, tile, Cover(top));
                colour = Mix(colour, s_black, Cover(MathF.Abs(top) - Ink));
            }
            return colour;
        });
    }

    public static DemoScene Mountains(DemoRandom random)
    {
        var peaks = new List<(Vector2 Top, float Left, float Across, float Foot, Vector3 Bright, Vector3 Dark)>();
        (Vector3, Vector3)[] pairs =
        [
            (Colour(0xE8461E), Colour(0x7A1450)), (Colour(0x1E6AC8), Colour(0x101E6A)), (Colour(0xF2A81E), Colour(0xB02A2A)),
            (Colour(0x1EA08A), Colour(0x10386A)), (Colour(0xD83A7A), Colour(0x4A1470)), (Colour(0x8AB81E), Colour(0x14604A)),
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
            var colour = (int)MathF.Floor(turn + 50) % 2 == 0 ? Colour(0xF2C81E) : Colour(0xF0781E);
            colour = Mix(colour, Colour(0x1E4AA0), Step(.25f, .6f, far));
            colour = Mix(colour, Colour(0xE01E2A), Cover(far - .1f));
            colour = Mix(colour, Colour(0xFFE03A), Cover(far - .062f));
            colour = Mix(colour, s_black, Cover(MathF.Min(MathF.Abs(far - .1f), MathF.Abs(far - .062f)) - (Ink * .8f)));
            foreach ((Vector2 top, float left, float across, float foot, Vector3 bright, Vector3 dark) in peaks)
            {
                // A lit face and a dark one, split by a broken ridge, each with one facet of another tone.
                Vector2 a = new(top.X - left, foot), c = new(top.X + across, foot), bend = new(top.X + .035f, (top.Y + foot) / 2), b = new(top.X - .03f, foot);
                float lit = Polygon(p, top, bend, b, a), shade = Polygon(p, top, c, b, bend);
                colour = Mix(colour, Mix(bright, Colour(0xFFF0A0), Cover(Polygon(p, top, bend, (top + a) / 2), .003f) * .4f), Cover(lit));
                colour = Mix(colour, Mix(dark, bright, Cover(Polygon(p, bend, (top + c) / 2, c), .003f) * .35f), Cover(shade));
                colour = Mix(colour, s_black, Cover(MathF.Min(MathF.Abs(lit), MathF.Abs(shade)) - Ink));
            }
            // A lake that gives the colours back in bars.
            float shore = .90f + (.02f * MathF.Abs((((p.X * 4) + .2f) % 2) - 1));
            int bar = (int)MathF.Floor((p.Y * 46) + (2.2f * MathF.Abs((((p.X * 5) + 1) % 2) - 1)));
            Vector3 bars = (bar % 3) switch { 0 => Colour(0x1E5AA8), 1 => Colour(0xE0562A), _ => Colour(0x101E50) };
            colour = Mix(colour, bars, Cover(shore - p.Y));
            return Mix(colour, s_black, Cover(MathF.Abs(shore - p.Y) - Ink));
        });
    }

    public static DemoScene Mask(DemoRandom random)
    {
        float tilt = random.Range(-.12f, .12f);
        Manner manner = s_manner with { Direction = p => (p - new Vector2(Middle, .5f)).Length() > .36f ? .8f : 1.2f + (MathF.Floor(p.X * 7) % 2 * .9f) };
        return new DemoScene("The Loud Mask", Width, Height, manner, p =>
        {
            float band = (p.X * 3.4f) + (p.Y * 4.6f);
            var colour = ((int)MathF.Floor(band) % 3) switch { 0 => Colour(0xD81E3A), 1 => Colour(0xF08A1E), _ => Colour(0x8A1450) };
            colour = Mix(colour, s_black, Cover((MathF.Abs(band - MathF.Round(band)) * .16f) - .005f));
            Vector2 d = p - new Vector2(Middle, .48f);
            var q = new Vector2((d.X * MathF.Cos(tilt)) + (d.Y * MathF.Sin(tilt)), (d.Y * MathF.Cos(tilt)) - (d.X * MathF.Sin(tilt)));
            float neck = Polygon(q, new(-.11f, .28f), new(.12f, .26f), new(.2f, .56f), new(-.22f, .56f));
            colour = Paint(colour, neck, q.X < .02f ? Colour(0x2A8A5A) : Colour(0x10385A));
            float hair = Polygon(q, new(-.30f, .02f), new(-.25f, -.32f), new(-.08f, -.41f), new(.12f, -.42f), new(.28f, -.27f), new(.31f, .08f), new(.18f, -.1f), new(-.19f, -.12f));
            colour = Paint(colour, hair, (int)MathF.Floor((q.X * 14) + (q.Y * 5) + 50) % 2 == 0 ? Colour(0x1E2A8A) : Colour(0x4A1E8A));
            float face = Polygon(q, new(-.23f, -.2f), new(-.05f, -.29f), new(.13f, -.27f), new(.24f, -.14f), new(.23f, .09f), new(.10f, .33f), new(-.02f, .37f), new(-.16f, .26f), new(-.25f, .05f));
            colour = Paint(colour, face, Colour(0xF2D21E));
            if (face < 0)
            {
                colour = Facet(colour, q, Colour(0x3AA85A), new(.03f, -.28f), new(.24f, -.14f), new(.23f, .09f), new(.06f, .02f));
                colour = Facet(colour, q, Colour(0x1E7AA8), new(.06f, .02f), new(.23f, .09f), new(.10f, .33f), new(.03f, .2f));
                colour = Facet(colour, q, Colour(0xF0781E), new(-.25f, .05f), new(-.08f, .06f), new(-.04f, .22f), new(-.16f, .26f));
                colour = Facet(colour, q, Colour(0xF8EE9A), new(-.23f, -.2f), new(-.05f, -.29f), new(-.02f, -.13f), new(-.2f, -.1f));
                colour = Facet(colour, q, Colour(0xE8461E), new(-.015f, -.14f), new(.035f, -.13f), new(.075f, .1f), new(-.035f, .1f));
                for (int side = -1; side <= 1; side += 2)
                {
                    var eye = new Vector2(.005f + (side * .115f), -.055f + (side * .015f));
                    float almond = Polygon(q, eye + new Vector2(-.075f, .012f * side), eye + new Vector2(0, -.045f), eye + new Vector2(.075f, -.012f * side), eye + new Vector2(0, .038f));
                    colour = Paint(colour, almond, Colour(0xFBFBF0));
                    colour = Paint(colour, Circle(q, eye, .026f), side < 0 ? Colour(0xD81E1E) : Colour(0x14A0A0));
                    colour = Mix(colour, s_black, Cover(Circle(q, eye, .012f)));
                    colour = Mix(colour, s_black, Cover(Line(q, eye + new Vector2(-.08f, -.065f - (.03f * side)), eye + new Vector2(.08f, -.065f + (.03f * side)), .0115f)));
                }
                float mouth = Polygon(q, new(-.10f, .18f), new(-.02f, .155f), new(.03f, .17f), new(.10f, .16f), new(.06f, .265f), new(-.05f, .275f));
                colour = Paint(colour, mouth, Colour(0x6A0A1E));
                colour = Mix(colour, Colour(0xFBF4DC), Cover(MathF.Max(mouth + .008f, MathF.Abs(q.Y - .18f) - .012f)));
                colour = Mix(colour, s_black, Cover(MathF.Max(MathF.Max(mouth, MathF.Abs(q.Y - .18f) - .014f), (MathF.Abs(((q.X * 30) + 30) % 1 - .5f) / 30) - .0025f)));
            }
            return colour;
        });

        static Vector3 Paint(Vector3 under, float shape, Vector3 colour) => Mix(Mix(under, colour, Cover(shape)), s_black, Cover(MathF.Abs(shape) - Ink));

        static Vector3 Facet(Vector3 under, Vector2 p, Vector3 colour, params ReadOnlySpan<Vector2> corners)
        {
            float shape = Polygon(p, corners);
            return Mix(Mix(under, colour, Cover(shape)), s_black, Cover(MathF.Abs(shape) - (Ink * .6f)));
        }
    }
}
