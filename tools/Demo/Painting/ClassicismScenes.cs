using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Balance: clear light, symmetry, invisible strokes.</summary>
internal static class ClassicismScenes
{
    private const int Width = 288, Height = 224;
    private const float Right = Width / (float)Height, Middle = Right / 2;

    private static readonly Manner s_manner = new()
    {
        Radii = [6, 3, 1.6f, 1.1f],
        Tolerance = .022f,
        Length = 6,
        Opacity = .8f,
        Bristles = .06f,
        Relief = .04f,
        Finish = .65f,
        Lightness = .006f,
        Hue = .004f,
        Ground = Color(0xC8B898),
        Direction = _ => 0,
    };

    public static DemoScene Temple(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        const float Shore = .70f;
        return new DemoScene("A Temple by the Lake", Width, Height, s_manner, p =>
        {
            bool mirrored = p.Y > Shore;
            Vector2 q = mirrored ? new Vector2(p.X + (.004f * MathF.Sin(p.Y * 260)), (2 * Shore) - p.Y) : p;
            Vector3 color = Land(q);
            if (mirrored) color = Mix(color * .86f, Color(0x6F93A8), .22f + (.25f * (p.Y - Shore) / (1 - Shore)));
            float bank = p.Y - (.93f + (.02f * MathF.Sin((p.X * 4) + 1)) - (.16f * MathF.Pow(MathF.Abs((p.X / Middle) - 1), 4)));
            var grass = Mix(Color(0x6B7A3E), Color(0x39461F), Step(0, .12f, bank) + ((Noise.Cloud(p.X * 18, p.Y * 30, seed) - .5f) * .7f));
            return Mix(color, grass, Cover(-bank));
        });

        Vector3 Land(Vector2 p)
        {
            var color = Mix(Color(0x7FA8CC), Color(0xF3E3BE), Step(.02f, .62f, p.Y));
            float cloud = Step(.5f, .68f, Noise.Cloud((p.X * 2.2f) + 3, p.Y * 6, seed)) * Step(.6f, .2f, p.Y);
            color = Mix(color, Color(0xFBF4E4), cloud * .8f);
            color = Hill(color, p, .56f, .05f, 2.2f, Color(0x9DB4C0), seed + 1);
            color = Hill(color, p, .62f, .035f, 3.1f, Color(0x84A08F), seed + 2);
            color = Hill(color, p, .668f, .014f, 5f, Color(0x7A9150), seed + 3);
            // The temple, in the light from the left.
            var stone = Color(0xF0E4C8);
            for (int i = 0; i < 3; i++)
                color = Mix(color, stone * (.84f + (.05f * i)), Cover(Box(p, new Vector2(Middle, .683f - (i * .014f)), new Vector2(.262f - (i * .014f), .0075f))));
            color = Mix(color, Color(0x7A6650), Cover(Box(p, new Vector2(Middle, .545f), new Vector2(.205f, .107f))));
            for (int i = 0; i < 6; i++)
            {
                float x = Middle + ((i - 2.5f) * .084f), radius = .0185f - (.004f * (.65f - p.Y));
                float across = (p.X - x) / radius;
                var column = Lit(stone, Round(Math.Clamp(across, -1, 1)), new Vector3(-.75f, -.2f, .7f), .5f, 0) * (.97f + (.05f * MathF.Cos(across * 12)));
                color = Mix(color, column, Cover(Box(p, new Vector2(x, .545f), new Vector2(radius, .103f))));
                color = Mix(color, stone, Cover(Box(p, new Vector2(x, .442f), new Vector2(.025f, .006f))));
                color = Mix(color, stone * .85f, Cover(Box(p, new Vector2(x, .649f), new Vector2(.024f, .005f))));
            }
            color = Mix(color, stone * .97f, Cover(Box(p, new Vector2(Middle, .418f), new Vector2(.245f, .019f))));
            color = Mix(color, stone * .72f, Cover(Box(p, new Vector2(Middle, .4f), new Vector2(.252f, .004f))));
            color = Mix(color, stone, Cover(Polygon(p, new(Middle - .262f, .396f), new(Middle, .296f), new(Middle + .262f, .396f))));
            color = Mix(color, stone * .78f, Cover(Polygon(p, new(Middle - .2f, .388f), new(Middle, .313f), new(Middle + .2f, .388f))));
            color = Ball(color, p, new Vector2(Middle, .364f), .016f, stone, new Vector3(-.7f, -.5f, .6f), .5f, 0);
            // Trees on both sides, symmetric except for their leaves.
            for (int side = -1; side <= 1; side += 2)
            {
                float foot = Middle + (side * .5f);
                color = Mix(color, Color(0x4A3A28), Cover(Line(p, new(foot, .70f), new(foot + (side * .015f), .42f), .012f)));
                for (int i = 0; i < 9; i++)
                {
                    var at = new Vector2(foot + ((Noise.At(i, side, seed) - .5f) * .2f), .2f + (i * .036f));
                    float leaves = Ellipse(p, at, new Vector2(.095f, .062f)) + ((Noise.Cloud(p.X * 32, p.Y * 32, seed + 5) - .5f) * .05f);
                    float lit = Step(.07f, -.07f, (p.X - at.X) + (p.Y - at.Y));
                    color = Mix(color, Mix(Color(0x2F3F22), Color(0x7C8C48), lit * .8f), Cover(leaves, .008f));
                }
            }
            return color;
        }
    }

    public static DemoScene Arcade(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        return new DemoScene("The Arcade at Noon", Width, Height, s_manner, p =>
        {
            // One-point perspective: the viewer is in a hall 2.8 wide, with arches on both sides and the sky at its end.
            const float Half = 1.4f, Floor = 1f, Spring = -.45f, End = 15;
            Vector2 ray = (p - new Vector2(Middle, .5f)) * 1.55f;
            float wall = Half / MathF.Max(1e-4f, MathF.Abs(ray.X)), ground = ray.Y > 0 ? Floor / ray.Y : float.MaxValue;
            float vault = Vault(ray, Half, Spring);
            float depth = MathF.Min(MathF.Min(wall, ground), vault);
            if (depth > End) return Far(p);
            float haze = Step(1, End * 1.4f, depth);
            var at = new Vector2(ray.X * depth, ray.Y * depth);
            Vector3 color;
            if (depth == ground)
            {
                bool dark = ((int)MathF.Floor(at.X / .7f) + (int)MathF.Floor(depth / .7f)) % 2 != 0;
                color = dark ? Color(0x9A6A4E) : Color(0xE6D6B6);
                // Sunlight falls through the arches of the left side.
                float along = (depth - (at.X * .35f)) % 1.5f;
                color *= at.X < .75f && along is > .25f and < 1.15f ? 1.08f : .72f;
            }
            else if (depth == wall)
            {
                float along = (depth % 1.5f) - .75f;
                float opening = MathF.Max(MathF.Abs(along) - .46f, -at.Y - .15f);
                float arch = MathF.Min(MathF.Max(MathF.Abs(along) - .46f, -.15f - at.Y), new Vector2(along, at.Y + .15f).Length() - .46f);
                bool left = ray.X < 0;
                color = (left ? Color(0xC9B48C) : Color(0xF2E4C2)) * (opening > 0 && arch is > 0 and < .07f ? 1.06f : .98f);
                if (arch < 0 && at.Y < .8f) color = left ? Mix(Color(0xA9CBE4), Color(0xE8E6CC), Step(-.7f, .8f, at.Y)) : Mix(Color(0x8FA878), Color(0xC8CF98), Step(.8f, -.5f, at.Y));
                else if (at.Y > .8f) color *= .86f;
                if (MathF.Abs(at.Y - Spring) < .05f) color *= 1.07f;
            }
            else
            {
                float rib = MathF.Abs((depth % 1.5f) - .75f);
                color = Mix(Color(0xE9DCC0), Color(0xB59C7C), Step(-.7f, 1.3f, at.X)) * (rib > .66f ? 1.06f : .9f + (.04f * Noise.Cloud(at.X * 3, depth, seed)));
            }
            return Mix(color, Color(0xF4E8CC), haze * .75f);
        });

        static float Vault(Vector2 ray, float half, float spring)
        {
            // A half cylinder of the hall's radius over the walls.
            float a = ray.LengthSquared(), b = -2 * ray.Y * spring, c = (spring * spring) - (half * half), root = (b * b) - (4 * a * c);
            if (root < 0 || a < 1e-9f) return float.MaxValue;
            float depth = (-b + MathF.Sqrt(root)) / (2 * a);
            return depth > 0 && ray.Y * depth < spring ? depth : float.MaxValue;
        }

        Vector3 Far(Vector2 p)
        {
            var color = Mix(Color(0x9CC0DE), Color(0xFBF0D4), Step(.4f, .53f, p.Y));
            return Hill(color, p, .525f, .012f, 9, Color(0x9AAE94), seed + 4);
        }
    }

    public static DemoScene Urn(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        return new DemoScene("The Urn in the Park", Width, Height, s_manner, p =>
        {
            var color = Mix(Color(0x86AFCF), Color(0xF6E6C4), Step(0, .58f, p.Y));
            color = Mix(color, Color(0xFCF6E8), Step(.54f, .7f, Noise.Cloud((p.X * 2) + 9, p.Y * 5, seed)) * .75f);
            color = Hill(color, p, .53f, .04f, 2.4f, Color(0x9FB6BE), seed + 1);
            color = Hill(color, p, .575f, .015f, 4, Color(0x8DA57C), seed + 2);
            float lawn = Step(.597f, .603f, p.Y), depth = .02f / MathF.Max(.004f, p.Y - .57f);
            color = Mix(color, Mix(Color(0x78903F), Color(0xA9B468), depth * 3) * (.95f + (.1f * Noise.Cloud(p.X * 30, p.Y * 60, seed + 3))), lawn);
            float path = MathF.Abs(p.X - Middle) - (.035f + ((p.Y - .6f) * .42f));
            color = Mix(color, Color(0xE8D6AC), Cover(path) * lawn);
            for (int i = 0; i < 5; i++)
            {
                float near = MathF.Pow(.62f, 4 - i), foot = .605f + (.2f * near), tall = .62f * near, wide = .05f * near;
                for (int side = -1; side <= 1; side += 2)
                {
                    float x = Middle + (side * (.1f + (.46f * near)));
                    color *= 1 - (.3f * Cover(Ellipse(p, new Vector2(x + (1.2f * wide), foot), new Vector2(wide * 2.6f, .012f * near + .002f)), .01f));
                    float cypress = Ellipse(p, new Vector2(x, foot - (tall / 2)), new Vector2(wide, tall / 2)) + ((Noise.Cloud(p.X * 40, p.Y * 26, seed + 6) - .5f) * .02f);
                    var leaves = Mix(Color(0x54683A), Color(0x24331F), Step(-wide, wide, p.X - x));
                    color = Mix(color, Mix(Color(0xA8B79C), leaves, .3f + (.7f * near)), Cover(cypress));
                }
            }
            var light = new Vector3(-.75f, -.4f, .6f);
            var marble = Color(0xF2EADB);
            color *= 1 - (.3f * Cover(Ellipse(p, new Vector2(Middle + .1f, .915f), new Vector2(.2f, .022f)), .02f));
            color = Mix(color, marble * (.93f - (.28f * Step(-.1f, .1f, p.X - Middle))), Cover(Box(p, new Vector2(Middle, .8f), new Vector2(.098f, .1f))));
            color = Mix(color, marble * .82f, Cover(MathF.Abs(Box(p, new Vector2(Middle, .8f), new Vector2(.072f, .07f))) - .003f));
            color = Mix(color, marble, Cover(Box(p, new Vector2(Middle, .695f), new Vector2(.12f, .012f))));
            color = Mix(color, marble * .9f, Cover(Box(p, new Vector2(Middle, .905f), new Vector2(.125f, .014f))));
            float y = (p.Y - .3f) / .385f, width = UrnRadius(y);
            if (width > 0)
            {
                float across = (p.X - Middle) / width;
                var turned = Lit(marble, Round(Math.Clamp(across, -1, 1)), light, .42f, .25f) * (y is > .5f and < .66f ? .96f + (.06f * MathF.Cos(across * 16)) : 1);
                color = Mix(color, turned, Cover((MathF.Abs(across) - 1) * width));
            }
            for (int side = -1; side <= 1; side += 2)
            {
                float handle = MathF.Abs(Ellipse(p, new Vector2(Middle + (side * .105f), .415f), new Vector2(.035f, .045f))) - .006f;
                if ((p.X - Middle) * side > .1f) color = Mix(color, marble * (side < 0 ? .95f : .66f), Cover(handle));
            }
            return color;
        });

        static float UrnRadius(float y) => y is < 0 or > 1 ? 0 : y < .06f ? .118f : y < .16f ? .085f : y < .66f ? .06f + (.065f * MathF.Sin(MathF.PI * (.2f + ((y - .16f) * 1.55f))))
            : y < .88f ? .026f + (.03f * MathF.Pow(MathF.Abs(y - .79f) / .1f, 2)) : .07f;
    }

    private static Vector3 Hill(Vector3 under, Vector2 p, float level, float height, float waves, Vector3 color, uint seed)
    {
        float top = level - (height * ((2 * Noise.Cloud(p.X * waves, seed * .37f, seed, 3)) - .6f));
        return Mix(under, color * (.96f + (.1f * Noise.Cloud(p.X * 12, p.Y * 30, seed + 20))), Cover(top - p.Y));
    }
}
