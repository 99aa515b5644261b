using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>The power of nature: storm, fog, night.</summary>
internal static class RomanticismScenes
{
    private const int Width = 288, Height = 224;
    private const float Right = Width / (float)Height;

    private static readonly Manner s_manner = new()
    {
        Radii = [8, 4, 2.2f],
        Tolerance = .05f,
        Length = 11,
        Opacity = .82f,
        Bristles = .38f,
        Relief = .22f,
        Finish = .2f,
        Lightness = .022f,
        Hue = .012f,
        Stiffness = .45f,
        Ground = Color(0x4A4238),
    };

    public static DemoScene Storm(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        Manner manner = s_manner with { Direction = p => (p.Y < .62f ? -.35f : .1f) + (2.2f * (Noise.Cloud(p.X * 2.2f, p.Y * 2.2f, seed + 8) - .5f)) };
        return new DemoScene("A Ship in the Storm", Width, Height, manner, p =>
        {
            // Clouds, distorted by noise, with one gap.
            var push = new Vector2(Noise.Cloud(p.X * 2, p.Y * 2.4f, seed), Noise.Cloud((p.X * 2) + 9, p.Y * 2.4f, seed)) * 1.6f;
            float cloud = Noise.Cloud((p.X * 1.9f) + push.X, (p.Y * 3.1f) + push.Y, seed + 1, 5);
            float gap = MathF.Exp(-((p - new Vector2(.93f, .3f)) * new Vector2(2.6f, 3.4f)).LengthSquared());
            var color = Mix(Color(0x1C232C), Color(0x7C8288), Step(.3f, .72f, cloud));
            color = Mix(color, Mix(Color(0xC88A48), Color(0xFFF0C0), gap), gap * Step(.28f, .6f, cloud + (gap * .25f)) * 1.15f);
            float ray = MathF.Abs(((p.X - .93f) * 1f) + ((p.Y - .3f) * .42f)) / (.05f + (.25f * MathF.Max(0, p.Y - .3f)));
            color += Color(0xD8B070) * .22f * Step(1, 0, ray) * Step(.25f, .45f, p.Y) * Step(.85f, .4f, p.Y);
            for (int i = 0; i < 7; i++)
            {
                float near = i / 6f, size = .012f + (.085f * near * near);
                float level = .60f + (.30f * near * MathF.Sqrt(near)) + (.012f * i);
                float swell = Noise.Cloud((p.X * (5.5f - (4 * near))) + (i * 3.7f), i * 5.1f, seed + 2, 3);
                float crest = level - (size * (2.4f * MathF.Abs(swell - .5f) * -2 + 1)) + (.05f * near * MathF.Sin((p.X * 3) + (i * 2)));
                float below = p.Y - crest;
                var water = Mix(Mix(Color(0x6A7C7C), Color(0x24404A), near), Color(0x0E1A22), Step(0, .05f + (.11f * near), below));
                water = Mix(water, Color(0xD8C08A), MathF.Exp(-MathF.Pow((p.X - .9f) / .16f, 2)) * .5f * Step(.06f + (.05f * near), 0, below) * (1 - (.6f * near)));
                float foam = Step(.56f, .7f, Noise.Cloud((p.X * 15) + (i * 9), below * 34, seed + 3)) * Step(.02f + (.06f * near), 0, below);
                color = Mix(color, Mix(water, Color(0xDDE2DC), foam * .85f), Cover(-below, .005f));
                if (i == 3) color = Ship(color, p);
            }
            return color;
        });

        static Vector3 Ship(Vector3 color, Vector2 p)
        {
            // The ship heels to the left; its own coordinates.
            Vector2 d = p - new Vector2(.47f, .665f);
            const float Lean = -.30f;
            var q = new Vector2((d.X * MathF.Cos(Lean)) + (d.Y * MathF.Sin(Lean)), (d.Y * MathF.Cos(Lean)) - (d.X * MathF.Sin(Lean)));
            var dark = Color(0x15100C);
            color = Mix(color, dark, Cover(Polygon(q, new(-.13f, -.045f), new(.13f, -.055f), new(.1f, .02f), new(-.085f, .025f))));
            for (int i = 0; i < 3; i++)
            {
                float x = -.075f + (i * .07f), top = -.31f + (.04f * MathF.Abs(i - 1));
                color = Mix(color, dark, Cover(Line(q, new(x, -.04f), new(x, top), .0035f)));
                color = Mix(color, dark, Cover(Line(q, new(x - .042f, top + .06f), new(x + .042f, top + .06f), .0022f)));
                var sail = Mix(Color(0xCDB890), Color(0x6A5E4A), Step(-.03f, .04f, q.X - x));
                color = Mix(color, sail, Cover(Polygon(q, new(x - .038f, top + .062f), new(x + .038f, top + .062f), new(x + .05f, top + .145f), new(x - .03f, top + .15f))));
            }
            color = Mix(color, dark, Cover(Line(q, new(.12f, -.05f), new(.2f, -.09f), .003f)));
            return color;
        }
    }

    public static DemoScene Fog(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        Manner manner = s_manner with { Tolerance = .04f, Direction = p => .9f * (Noise.Cloud(p.X * 2.5f, p.Y * 3, seed + 8) - .5f) };
        return new DemoScene("Above the Fog", Width, Height, manner, p =>
        {
            var color = Mix(Color(0x54708E), Color(0xF2D2A0), Step(0, .5f, p.Y));
            color = Mix(color, Color(0xF7C58A), MathF.Exp(-((p - new Vector2(.78f, .36f)) * new Vector2(1.5f, 3)).LengthSquared() * 3));
            color = Mix(color, Color(0xF3E4D2), Step(.5f, .72f, Noise.Cloud(p.X * 2.2f, p.Y * 9, seed)) * .6f);
            for (int i = 0; i < 5; i++)
            {
                float near = i / 4f, level = .40f + (.1f * i);
                float ridge = level - ((.2f - (.1f * near)) * MathF.Pow(Noise.Cloud((p.X * (2.2f + i)) + (i * 13), i, seed + 1, 5), 1.5f)) - (i == 1 ? .17f * MathF.Exp(-MathF.Pow((p.X - .36f) / .16f, 2)) : 0);
                float below = p.Y - ridge;
                var rock = Mix(Color(0x8496AC), Color(0x43505C), near) * (.9f + (.28f * (Noise.Cloud(p.X * 20, p.Y * 14, seed + 4) - .4f)));
                float fog = Step(.015f, .2f, below + ((Noise.Cloud((p.X * 4) + i, p.Y * 11, seed + 5) - .5f) * .1f));
                color = Mix(color, Mix(rock, Mix(Color(0xEBE1D6), Color(0xC3CDD6), near), fog), Cover(-below, .006f));
            }
            // The rock in the foreground, and a person on it.
            float side = MathF.Abs(p.X - .63f), crag = .70f + (1.5f * side * side) + (.42f * MathF.Max(0, side - .16f)) + ((Noise.Cloud(p.X * 9, 2, seed + 6, 5) - .5f) * .12f);
            var stone = Mix(Color(0x4E463C), Color(0x17130F), Step(-.02f, .22f, p.Y - crag) + ((Noise.Cloud(p.X * 16, p.Y * 16, seed + 7) - .5f) * .9f));
            color = Mix(color, stone, Cover(crag - p.Y, .005f));
            var dark = Color(0x14161A);
            color = Mix(color, dark, Cover(Line(p, new(.62f, .705f), new(.626f, .60f), .012f)));
            color = Mix(color, dark, Cover(Line(p, new(.645f, .705f), new(.634f, .60f), .012f)));
            color = Mix(color, Mix(Color(0x2B3A34), dark, Step(.61f, .65f, p.X)), Cover(Polygon(p, new(.607f, .50f), new(.652f, .50f), new(.668f, .635f), new(.60f, .63f))));
            color = Mix(color, dark, Cover(Line(p, new(.65f, .52f), new(.683f, .60f), .0085f)));
            color = Mix(color, dark, Cover(Line(p, new(.683f, .585f), new(.695f, .715f), .003f)));
            return Mix(color, Color(0xA87A4A), Cover(Circle(p, new Vector2(.629f, .477f), .021f)));
        });
    }

    public static DemoScene Ruin(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        Vector2 moon = new(random.Range(.80f, .92f), .26f);
        var branches = new List<(Vector2 From, Vector2 To, float Radius)>();
        Grow(new Vector2(.20f, .84f), -1.45f, .2f, .022f, 0);
        Manner manner = s_manner with { Tolerance = .04f, Direction = p => MathF.Atan2(p.Y - moon.Y, p.X - moon.X) + 1.57f };
        return new DemoScene("Moonrise at the Abbey", Width, Height, manner, p =>
        {
            float far = (p - moon).Length();
            float cloud = Noise.Cloud((p.X * 2.2f) + (.6f * Noise.Cloud(p.X * 4, p.Y * 5, seed)), p.Y * 5.5f, seed + 1, 5);
            var color = Mix(Color(0x0C1624), Color(0x35506A), Step(1, 0, far) + (Step(.45f, .7f, cloud) * .25f));
            color = Mix(color, Color(0x6E8FA0), Step(.35f, .85f, p.Y) * .55f);
            color += Color(0xC8D8D0) * ((.5f * MathF.Exp(-far * 6.5f)) + (.28f * Step(.48f, .7f, cloud) * MathF.Exp(-far * 2.6f)));
            color = Mix(color, Color(0xFBF7DC) * (.93f + (.1f * Noise.Cloud(p.X * 24, p.Y * 24, seed + 3))), Cover(Circle(p, moon, .068f), .006f));
            color = Mix(color, Mix(Color(0x2A3C4A), Color(0x566E7A), Noise.Cloud(p.X * 2, p.Y * 16, seed + 4)), Step(.46f, .62f, cloud) * Step(.1f, .02f, MathF.Abs(p.Y - .29f - (.03f * MathF.Sin(p.X * 5)))) * .75f);
            float hill = .80f - (.05f * MathF.Sin((p.X * 2.1f) + .4f)) + ((Noise.Cloud(p.X * 8, 1, seed + 5) - .5f) * .03f);
            // The gable with its window, lit only by the moon.
            var stone = Mix(Color(0x080C12), Color(0x566872), (.4f * Noise.Cloud(p.X * 26, p.Y * 30, seed + 6)) + (.6f * Step(.66f, .84f, p.X)));
            float top = .30f + (1.05f * MathF.Abs(p.X - .64f)) + (p.X > .70f ? (.16f * Step(.70f, .75f, p.X)) + (.09f * Noise.Cloud(p.X * 25, 3, seed)) : 0);
            float gable = MathF.Max(MathF.Abs(p.X - .64f) - .19f, top - p.Y);
            float window = MathF.Max(MathF.Max(Circle(p, new(.59f, .62f), .13f), Circle(p, new(.69f, .62f), .13f)), p.Y - .62f);
            window = MathF.Min(window, Box(p, new(.64f, .70f), new(.08f, .085f)));
            float bars = MathF.Min(MathF.Abs(p.X - .64f) - .006f, MathF.Min(MathF.Abs(Circle(p, new(.64f, .585f), .03f)) - .005f, MathF.Abs(p.Y - .66f) - .005f));
            float wall = MathF.Max(gable, -MathF.Max(window, -bars));
            color = Mix(color, stone, Cover(wall));
            color = Mix(color, stone * .8f, Cover(MathF.Max(MathF.Abs(p.X - .99f) - .035f, .55f + (.06f * Noise.Cloud(p.X * 30, 8, seed)) - p.Y)));
            color = Mix(color, Mix(Color(0x060A0C), Color(0x24323A), (Noise.Cloud(p.X * 14, p.Y * 34, seed + 7) * 1.1f) - (.7f * (p.Y - hill) / .2f)), Cover(hill - p.Y, .006f));
            foreach ((Vector2 from, Vector2 to, float radius) in branches) color = Mix(color, Color(0x05080A), Cover(Line(p, from, to, radius), .003f));
            return color;
        });

        void Grow(Vector2 from, float angle, float length, float radius, int depth)
        {
            Vector2 to = from + (new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * length);
            branches.Add((from, to, radius));
            if (depth == 5) return;
            for (int i = 0; i < 2; i++)
                Grow(to, angle + ((i == 0 ? -1 : 1) * random.Range(.2f, .62f)) + random.Range(-.12f, .2f), length * random.Range(.62f, .84f), radius * .62f, depth + 1);
        }
    }
}
