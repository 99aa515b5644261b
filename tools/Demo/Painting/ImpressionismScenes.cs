using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Light in dabs of broken, unmixed colour; no black.</summary>
internal static class ImpressionismScenes
{
    private const int Width = 288, Height = 224;
    private const float Right = Width / (float)Height;

    private static readonly Manner s_manner = new()
    {
        Radii = [6, 3.6f, 2.4f],
        Tolerance = .085f,
        Length = 3.4f,
        Spacing = .9f,
        Opacity = .93f,
        Bristles = .42f,
        Relief = .34f,
        Lightness = .04f,
        Hue = .05f,
        Saturation = 1.25f,
        Ground = Color(0xD8C8A8),
    };

    public static DemoScene Lilies(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var pads = new List<(Vector2 At, float Size, Vector3 Flower)>();
        for (int i = 0; i < 64; i++)
        {
            float y = .2f + (.78f * MathF.Pow(random.Next(), .75f));
            // In groups, not everywhere.
            float x = random.Range(-.05f, Right + .05f);
            if (Noise.Cloud((x * 2.4f) + 4, y * 4.5f, seed + 1, 2) < .47f) continue;
            var flower = random.Chance(.4f) ? random.Pick<Vector3>(Color(0xF6C6D0), Color(0xFFF4E8), Color(0xE86A8E)) : default;
            pads.Add((new Vector2(x, y), .025f + (.055f * y), flower));
        }
        pads.Sort((a, b) => a.At.Y.CompareTo(b.At.Y));
        Manner manner = s_manner with { Direction = p => Noise.Cloud(p.X * 3, p.Y * 3, seed + 2) > .5f ? 1.5f : .05f };
        return new DemoScene("Water Lilies at Noon", Width, Height, manner, p =>
        {
            // Reflections of sky and willows in the pond.
            float willow = Noise.Cloud(p.X * 4.5f, p.Y * .9f, seed + 3);
            var color = Mix(Color(0x5A86B8), Color(0xA9C4DE), p.Y);
            color = Mix(color, Color(0xD8B8D0), Step(.5f, .75f, Noise.Cloud(p.X * 2, p.Y * 3, seed + 4)) * .8f);
            color = Mix(color, Mix(Color(0x2F5E50), Color(0x6E9A52), Noise.Cloud(p.X * 18, p.Y * 2.2f, seed + 5)), Step(.48f, .6f, willow) * (1.05f - (.6f * p.Y)));
            color = Mix(color, Color(0x3A4E86), Step(.56f, .7f, Noise.Cloud((p.X * 3) + 7, p.Y * 6, seed + 6)) * .5f);
            float bank = p.Y - .15f - (.03f * MathF.Sin(p.X * 5));
            var shore = Mix(Color(0x4E7A34), Color(0xC6C84E), Noise.Cloud(p.X * 14, p.Y * 14, seed + 7));
            shore = Mix(shore, Color(0xE8889A), Step(.6f, .7f, Noise.Cloud(p.X * 26, p.Y * 26, seed + 8)) * .9f);
            color = Mix(color, shore, Cover(bank, .012f));
            foreach ((Vector2 at, float size, Vector3 flower) in pads)
            {
                float pad = Ellipse(p, at, new Vector2(size, size * .36f));
                var green = Mix(Color(0x8CB85E), Color(0x3E8068), Noise.Value(at.X * 90, at.Y * 90, seed) + ((p.Y - at.Y) / size));
                color = Mix(color, green, Cover(pad, .006f));
                if (flower == default) continue;
                color = Mix(color, flower, Cover(Ellipse(p, at - new Vector2(0, size * .22f), new Vector2(size * .42f, size * .3f)), .005f));
                color = Mix(color, Color(0xF0C040), Cover(Circle(p, at - new Vector2(0, size * .2f), size * .1f), .004f));
            }
            return color;
        });
    }

    public static DemoScene Poppies(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var poppies = new List<(Vector2 At, float Size, Vector3 Color)>();
        for (int i = 0; i < 420; i++)
        {
            float depth = MathF.Pow(random.Next(), 1.6f), y = .56f + (.46f * depth), x = random.Range(0, Right);
            if (Noise.Cloud(x * 3, y * 6, seed + 1, 2) < .46f) continue;
            poppies.Add((new Vector2(x, y), .004f + (.019f * depth), random.Pick<Vector3>(Color(0xE03A28), Color(0xF0583A), Color(0xD02A40))));
        }
        poppies.Sort((a, b) => a.At.Y.CompareTo(b.At.Y));
        Manner manner = s_manner with { Direction = p => p.Y < .5f ? .25f : -1.35f };
        return new DemoScene("Poppies, a Breeze", Width, Height, manner, p =>
        {
            var color = Mix(Color(0x5F9AD0), Color(0xCFE2EC), Step(0, .5f, p.Y));
            float puff = Noise.Cloud((p.X * 2.6f) + 2, p.Y * 5, seed + 2);
            color = Mix(color, Mix(Color(0xFFFFFF), Color(0xC8B8DC), Step(.1f, .4f, p.Y)), Step(.48f, .62f, puff) * Step(.5f, .36f, p.Y));
            float trees = .49f - (.16f * MathF.Pow(Noise.Cloud((p.X * 4) + 1, 3, seed + 3), 1.5f)) - (.12f * MathF.Exp(-MathF.Pow((p.X - .95f) / .13f, 2)));
            var leaves = Mix(Color(0x35604A), Color(0x9CB456), Noise.Cloud(p.X * 22, p.Y * 22, seed + 4));
            color = Mix(color, Mix(leaves, Color(0x4A5A9A), .25f), Cover(trees - p.Y, .008f));
            // A white house among the trees.
            color = Mix(color, Color(0xFBEFD8), Cover(Box(p, new(.46f, .475f), new(.055f, .03f))));
            color = Mix(color, Color(0xD0603A), Cover(Polygon(p, new(.395f, .447f), new(.43f, .415f), new(.49f, .415f), new(.525f, .447f))));
            float field = Step(.505f, .515f, p.Y), depth = Math.Clamp((p.Y - .51f) / .49f, 0, 1);
            var grass = Mix(Mix(Color(0xD8CC7A), Color(0x7EA044), depth), Mix(Color(0x4E8A5A), Color(0xC8C25E), Noise.Cloud(p.X * 9, p.Y * 22, seed + 6)), .6f);
            color = Mix(color, Mix(grass, Color(0x5A6AB0), Step(.58f, .75f, Noise.Cloud(p.X * 6, p.Y * 15, seed + 7)) * .4f), field);
            foreach ((Vector2 at, float size, Vector3 own) in poppies)
                color = Mix(color, own * (1.08f - (.3f * Step(-size, size, p.Y - at.Y))), Cover(Ellipse(p, at, new Vector2(size, size * .8f)), .003f));
            // A walker with a parasol.
            color = Mix(color, Mix(Color(0xF4F0F4), Color(0x9AA6DC), Step(-.01f, .03f, p.X - .80f)), Cover(Polygon(p, new(.787f, .60f), new(.815f, .60f), new(.848f, .765f), new(.762f, .765f)), .006f));
            color = Mix(color, Color(0xE8B890), Cover(Circle(p, new(.80f, .577f), .017f)));
            color = Mix(color, Color(0xE0B040), Cover(Ellipse(p, new(.80f, .564f), new(.03f, .009f))));
            color = Mix(color, Color(0x7A5A40), Cover(Line(p, new(.815f, .62f), new(.845f, .52f), .0025f)));
            float parasol = MathF.Max(Ellipse(p, new(.845f, .528f), new(.072f, .055f)), p.Y - .528f);
            return Mix(color, Mix(Color(0xFFF0D0), Color(0x6AA898), Step(-.04f, .06f, p.X - .845f)), Cover(parasol, .005f));
        });
    }

    public static DemoScene Harbour(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        Vector2 sun = new(random.Range(.78f, .88f), .29f);
        Manner manner = s_manner with { Direction = p => p.Y < .46f ? .35f : 0, Length = 4 };
        return new DemoScene("Harbour, First Sun", Width, Height, manner, p =>
        {
            const float Sea = .47f;
            float far = ((p - sun) * new Vector2(1, 1.4f)).Length();
            var color = Mix(Color(0x7F96B0), Color(0xC4A8A4), Step(0, .45f, p.Y));
            color = Mix(color, Color(0xF0A45E), MathF.Exp(-far * 3.6f) * .95f);
            color = Mix(color, Color(0xE8B890), Step(.5f, .66f, Noise.Cloud(p.X * 2.5f, p.Y * 7, seed)) * .55f);
            // Cranes, masts and chimneys, nearly lost in the haze.
            float quay = Sea - .03f - (.05f * Noise.Value(p.X * 9, 1, seed + 1)) - (.07f * Step(.72f, .8f, Noise.Value(p.X * 24, 5, seed + 2)));
            color = Mix(color, Mix(Color(0x6E829C), Color(0xB08C86), Step(.3f, .9f, p.X)), Cover(quay - p.Y, .01f) * .75f);
            for (int i = 0; i < 7; i++)
            {
                float x = .08f + (i * .19f) + (.08f * Noise.At(i, 4, seed)), top = .18f + (.14f * Noise.At(i, 5, seed));
                color = Mix(color, Color(0x64769A), Cover(Line(p, new(x, Sea), new(x + .01f, top), .004f), .005f) * .7f);
                color = Mix(color, Color(0x64769A), Cover(Line(p, new(x - .045f, top + .08f), new(x + .05f, top + .06f), .002f), .004f) * .6f);
            }
            color = Mix(color, Color(0xF86A2A), Cover(Circle(p, sun, .042f), .006f));
            if (p.Y > Sea)
            {
                float near = (p.Y - Sea) / (1 - Sea), wave = Noise.Cloud(p.X * (13 - (7 * near)), p.Y * (70 - (38 * near)), seed + 3, 3);
                color = Mix(Mix(Color(0x9AA4B0), Color(0x4E7690), near), Mix(Color(0x3E5E86), Color(0x8FB0A8), wave), .45f + (.2f * near));
                color = Mix(color, Color(0xD8A48C), Step(.52f, .62f, wave) * .35f * (1 - near));
                float track = MathF.Abs(p.X - sun.X - (.05f * (wave - .5f))) / (.03f + (.07f * near));
                color = Mix(color, Mix(Color(0xFF8A3C), Color(0xF8C88A), wave), Step(1, .3f, track) * Step(.42f, .55f, wave));
            }
            (float X, float Y, float Size)[] boats = [(.52f, .66f, 1), (.36f, .575f, .6f), (.25f, .525f, .4f)];
            foreach ((float x, float y, float size) in boats)
            {
                var hull = Mix(Color(0x2A4460), Color(0x7A8CA4), 1 - size);
                float boat = MathF.Max(Ellipse(p, new(x, y - (.012f * size)), new(.1f * size, .028f * size)), y - (.012f * size) - p.Y);
                color = Mix(color, hull, Cover(boat, .005f));
                color = Mix(color, hull, Cover(Line(p, new(x + (.01f * size), y - (.01f * size)), new(x + (.018f * size), y - (.075f * size)), .011f * size), .004f));
                color = Mix(color, hull, Cover(Line(p, new(x - (.03f * size), y - (.05f * size)), new(x + (.1f * size), y + (.02f * size)), .0025f), .003f));
                color = Mix(color, hull, Cover(Ellipse(p, new(x, y + (.035f * size)), new(.08f * size, .012f * size)), .01f) * .6f);
            }
            return color;
        });
    }
}
