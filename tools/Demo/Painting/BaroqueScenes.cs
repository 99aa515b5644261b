using System.Numerics;
using static Pix2Pitch.Tools.Demo.Painting.Shade;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Chiaroscuro: one light source and deep brown shadows.</summary>
internal static class BaroqueScenes
{
    private const int Width = 240, Height = 288;
    private const float Right = Width / (float)Height;

    private static readonly Manner s_manner = new()
    {
        Radii = [9, 5, 2.5f, 1.5f],
        Tolerance = .035f,
        Length = 7,
        Opacity = .85f,
        Bristles = .22f,
        Relief = .16f,
        Finish = .4f,
        Lightness = .012f,
        Hue = .01f,
        Ground = Color(0x241710),
    };

    public static DemoScene Candle(DemoRandom random)
    {
        var flame = new Vector2(random.Range(.36f, .44f), .30f);
        uint seed = (uint)random.Below(1000);
        (Vector2 At, float Radius, Vector3 Color)[] fruits =
        [
            (new(.15f, .755f), .085f, Color(0xC8A832)), (new(.62f, .735f), .105f, Color(0xB02A1C)), (new(.235f, .80f), .095f, Color(0xA83218)),
            (new(.50f, .825f), .07f, Color(0x7A8A2C)), (new(.72f, .83f), .065f, Color(0x5A2038)),
        ];
        return new DemoScene("Apples by Candlelight", Width, Height, s_manner, p =>
        {
            float distance = (p - flame).Length(), glow = MathF.Exp(-distance * 3.2f);
            var color = Mix(Color(0x0B0705), Color(0x6E4420), (glow * 1.25f) + ((Noise.Cloud(p.X * 5, p.Y * 5, seed) - .5f) * .12f));
            float table = Step(.735f, .75f, p.Y);
            var wood = Mix(Color(0x1A0E07), Color(0x9A5A26), glow * 1.9f * (.75f + (.5f * Noise.Cloud(p.X * 3, p.Y * 40, seed + 9))));
            color = Mix(color, wood, table);
            foreach ((Vector2 at, float radius, _) in fruits) // shadows, away from the flame
            {
                Vector2 away = Vector2.Normalize(at - flame);
                color *= 1 - (.75f * table * Cover(Ellipse(p, at + new Vector2(away.X * radius * 1.1f, radius * .95f), new Vector2(radius * 1.2f, radius * .3f)), .03f));
            }
            float candle = Box(p, new Vector2(flame.X, .56f), new Vector2(.038f, .2f));
            float across = (p.X - flame.X) / .038f;
            var wax = Color(0xE8CF9A) * (.25f + (.75f * MathF.Exp(-(p.Y - .36f) * 4.5f))) * (.55f + (.45f * Round(Math.Clamp(across, -1, 1)).Z));
            color = Mix(color, wax, Cover(candle));
            color = Mix(color, Color(0x8A6A2A) * (.4f + glow), Cover(Ellipse(p, new Vector2(flame.X, .765f), new Vector2(.105f, .026f))));
            foreach ((Vector2 at, float radius, Vector3 own) in fruits)
            {
                float reach = MathF.Min(1.25f, .62f / ((at - flame).Length() + .08f));
                color = Ball(color, p, at, radius, own * reach, new Vector3(flame - at, .22f), .05f, .55f);
            }
            var flicker = (p - flame) / new Vector2(.021f * (1 + ((p.Y - flame.Y) * 6)), .062f);
            float body = flicker.Length();
            color += Color(0xFFB050) * MathF.Exp(-distance * distance * 90) * .75f;
            color = Mix(color, Mix(Color(0xFFF6D0), Color(0xFFA030), body), Cover((body - 1) * .03f, .008f));
            return color;
        });
    }

    public static DemoScene Jug(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var towards = new Vector3(-.8f, -.75f, .55f);
        var grapes = new List<(Vector2 At, float Radius, Vector3 Color)>();
        for (int row = 0; row < 6; row++)
        {
            for (int i = 0; i < 6 - row; i++)
            {
                var at = new Vector2(.40f + (i * .062f) + (row * .033f) + (random.Spread() * .008f), .70f + (row * .042f) + (random.Spread() * .006f));
                grapes.Add((at, random.Range(.03f, .037f), Mix(Color(0x4A1F4E), Color(0x8A9A40), random.Next() * .35f)));
            }
        }
        return new DemoScene("Grapes and Pewter", Width, Height, s_manner, p =>
        {
            float pool = MathF.Exp(-((p - new Vector2(.12f, .25f)) * new Vector2(1.6f, 1.2f)).LengthSquared() * 4);
            var color = Mix(Color(0x0D0906), Color(0x5E4630), (pool * .9f) + ((Noise.Cloud(p.X * 4, p.Y * 4, seed) - .5f) * .15f));
            // A cloth hangs over the table's edge in folds.
            float edge = .80f + (.012f * MathF.Sin(p.X * 9)), fold = MathF.Sin((p.X * 34) + (2.5f * Noise.Value(p.X * 5, p.Y * 4, seed + 3)));
            var cloth = Color(0x9C2A22) * (p.Y < edge + .06f ? .85f : .42f + (.36f * fold)) * (1.15f - (p.X * .85f));
            color = Mix(color, cloth, Step(edge - .004f, edge + .004f, p.Y));
            float shadow = Cover(Ellipse(p, new Vector2(.45f, .835f), new Vector2(.36f, .035f)), .03f);
            color *= 1 - (.6f * shadow);
            // The jug is a solid of revolution.
            float y = (p.Y - .22f) / .6f, width = JugRadius(y);
            if (width > 0)
            {
                float across = (p.X - .27f) / width;
                var metal = Lit(Color(0x8C8A86), Round(Math.Clamp(across, -1, 1)), towards, .09f, 1.1f);
                metal += Color(0xC86A40) * .14f * Step(.3f, .9f, across) * Step(.45f, .8f, y);
                color = Mix(color, metal, Cover((MathF.Abs(across) - 1) * width));
            }
            float handle = MathF.Abs(Ellipse(p, new Vector2(.40f, .43f), new Vector2(.085f, .13f))) - .013f;
            if (p.X > .37f) color = Mix(color, Mix(Color(0x2A2826), Color(0x9A968E), Step(.05f, -.05f, p.Y - .40f)), Cover(handle));
            color = Ball(color, p, new Vector2(.13f, .79f), .075f, Color(0xC87A28), towards, .06f, .35f);
            foreach ((Vector2 at, float radius, Vector3 own) in grapes) color = Ball(color, p, at, radius, own * 1.25f, towards, .1f, .7f);
            return color * (1.04f - (.5f * Step(.35f, .95f, (p - new Vector2(.3f, .55f)).Length())));
        });

        static float JugRadius(float y) => y is < 0 or > 1 ? 0 : y < .07f ? .072f : y < .3f ? .058f + (.03f * Step(.07f, .3f, y)) : y > .94f ? .09f
            : .088f + (.055f * MathF.Sin((y - .3f) / .64f * MathF.PI));
    }

    public static DemoScene Flowers(DemoRandom random)
    {
        uint seed = (uint)random.Below(1000);
        var blooms = new List<(Vector2 At, float Radius, Vector3 Color, float Turn, int Petals)>();
        Vector3[] hues = [Color(0xD8483A), Color(0xF0E2C8), Color(0xE8A038), Color(0xC86A8A), Color(0xB02430), Color(0xF2C8B0), Color(0x6A78B8)];
        for (int i = 0; i < 34; i++)
        {
            float angle = random.Range(0, MathF.Tau), far = MathF.Sqrt(random.Next());
            var at = new Vector2((Right / 2) + (MathF.Cos(angle) * far * .29f), .36f + (MathF.Sin(angle) * far * .25f));
            blooms.Add((at, random.Range(.045f, .088f) * (1.15f - (.35f * far)), random.Pick<Vector3>(hues), random.Range(0, 6), 5 + random.Below(4)));
        }
        blooms.Sort((a, b) => (b.At - new Vector2(.36f, .36f)).LengthSquared().CompareTo((a.At - new Vector2(.36f, .36f)).LengthSquared()));
        return new DemoScene("Flowers in a Dark Room", Width, Height, s_manner with { Tolerance = .045f, Lightness = .02f }, p =>
        {
            var color = Mix(Color(0x0A0806), Color(0x3E2E1E), (MathF.Exp(-(p - new Vector2(.15f, .3f)).LengthSquared() * 5) * .8f)
                + ((Noise.Cloud(p.X * 4, p.Y * 4, seed) - .5f) * .16f));
            color = Mix(color, Mix(Color(0x4A3018), Color(0x1A0F08), p.X / Right * 1.2f), Step(.868f, .876f, p.Y));
            color *= 1 - (.7f * Cover(Ellipse(p, new Vector2(.5f, .91f), new Vector2(.24f, .03f)), .04f));
            float y = (p.Y - .58f) / .32f, width = y is < 0 or > 1 ? 0 : .06f + (.075f * MathF.Sin(MathF.PI * MathF.Pow(y, .75f)));
            if (width > 0)
            {
                float across = (p.X - (Right / 2)) / width;
                var glass = Lit(Color(0x3C5A50), Round(Math.Clamp(across, -1, 1)), new Vector3(-.8f, -.5f, .6f), .12f, 1.2f);
                color = Mix(color, glass, Cover((MathF.Abs(across) - 1) * width));
            }
            // Leaves, darker towards the outside.
            for (int i = 0; i < 16; i++)
            {
                float angle = (i * .41f) - .3f + (Noise.At(i, 1, seed) * .3f), reach = .24f + (.11f * Noise.At(i, 2, seed));
                var tip = new Vector2((Right / 2) + (MathF.Cos(angle) * reach * .95f), .38f + (MathF.Sin(angle) * reach * .95f));
                var root = new Vector2(Right / 2, .4f);
                float leaf = Line(p, Vector2.Lerp(root, tip, .6f), tip, .026f - (.02f * (p - Vector2.Lerp(root, tip, .6f)).Length() / .12f));
                color = Mix(color, Color(0x3A5428) * (.35f + (.75f * Noise.At(i, 3, seed)) - ((tip.X - .35f) * .6f)), Cover(leaf));
            }
            foreach ((Vector2 at, float radius, Vector3 own, float turn, int petals) in blooms)
            {
                Vector2 d = p - at;
                float angle = MathF.Atan2(d.Y, d.X) + turn, far = d.Length() / radius, lobe = .84f + (.16f * MathF.Cos(angle * petals));
                float cover = Cover((far - lobe) * radius);
                if (cover <= 0) continue;
                // Rings of petals, each darker at its base, lit from the left.
                float ring = (far / lobe * 2.6f) + (.4f * MathF.Sin(angle * petals * .5f)), within = ring - MathF.Floor(ring);
                float light = (.5f + (.5f * within)) * (.78f - (.45f * Vector2.Dot(d / radius, new Vector2(.75f, .65f)))) * (1.2f - (.75f * Step(.25f, .7f, at.X)));
                color = Mix(color * (1 - (cover * .2f)), own * light * 1.25f, cover);
                color = Mix(color, Color(0xC89A30) * light, Cover((far - .16f) * radius));
            }
            return color;
        });
    }
}
