using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>
/// Drawing functions: signed distances (negative inside) and colours. The unit of length is the height of the picture; y goes down from 0
/// to 1.
/// </summary>
internal static class Shade
{
    public static Vector3 Color(int rgb) => new Vector3((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255) / 255f;

    public static Vector3 Mix(Vector3 a, Vector3 b, float t) => Vector3.Lerp(a, b, Math.Clamp(t, 0, 1));

    /// <summary>0 up to <paramref name="from"/>, 1 past <paramref name="to"/>, smooth in between.</summary>
    public static float Step(float from, float to, float x)
    {
        float t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>The coverage of a point by a shape with a soft edge, 0 to 1.</summary>
    public static float Cover(float distance, float soft = .004f) => Math.Clamp(.5f - (distance / (2 * soft)), 0, 1);

    public static float Circle(Vector2 p, Vector2 center, float radius) => (p - center).Length() - radius;

    public static float Ellipse(Vector2 p, Vector2 center, Vector2 radii)
        => (((p - center) / radii).Length() - 1) * MathF.Min(radii.X, radii.Y);

    public static float Box(Vector2 p, Vector2 center, Vector2 half)
    {
        Vector2 d = Vector2.Abs(p - center) - half;
        return Vector2.Max(d, Vector2.Zero).Length() + MathF.Min(MathF.Max(d.X, d.Y), 0);
    }

    /// <summary>A line with round ends.</summary>
    public static float Line(Vector2 p, Vector2 a, Vector2 b, float radius)
    {
        Vector2 along = b - a, at = p - a;
        float t = Math.Clamp(Vector2.Dot(at, along) / MathF.Max(1e-9f, along.LengthSquared()), 0, 1);
        return (at - (along * t)).Length() - radius;
    }

    public static float Polygon(Vector2 p, params ReadOnlySpan<Vector2> corners)
    {
        float nearest = (p - corners[0]).LengthSquared();
        bool inside = false;
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            Vector2 edge = corners[j] - corners[i], at = p - corners[i];
            Vector2 off = at - (edge * Math.Clamp(Vector2.Dot(at, edge) / MathF.Max(1e-9f, edge.LengthSquared()), 0, 1));
            nearest = MathF.Min(nearest, off.LengthSquared());
            if (corners[i].Y > p.Y != corners[j].Y > p.Y
                && p.X < corners[i].X + ((corners[j].X - corners[i].X) * (p.Y - corners[i].Y) / (corners[j].Y - corners[i].Y)))
                inside = !inside;
        }
        return inside ? -MathF.Sqrt(nearest) : MathF.Sqrt(nearest);
    }

    /// <summary>A lit ball in front of a colour.</summary>
    public static Vector3 Ball(Vector3 under, Vector2 p, Vector2 center, float radius, Vector3 color, Vector3 towardsLight, float ambient = .08f, float gloss = .5f)
    {
        float cover = Cover(Circle(p, center, radius));
        if (cover <= 0) return under;
        Vector2 flat = (p - center) / radius;
        var normal = new Vector3(flat, MathF.Sqrt(MathF.Max(0, 1 - flat.LengthSquared())));
        return Mix(under, Lit(color, normal, towardsLight, ambient, gloss), cover);
    }

    /// <summary>A surface with this normal (x right, y down, z to the viewer) under one lamp.</summary>
    public static Vector3 Lit(Vector3 color, Vector3 normal, Vector3 towardsLight, float ambient, float gloss)
    {
        var light = Vector3.Normalize(towardsLight);
        float facing = MathF.Max(0, Vector3.Dot(normal, light));
        float shine = MathF.Pow(MathF.Max(0, Vector3.Dot(normal, Vector3.Normalize(light + Vector3.UnitZ))), 40) * gloss;
        return (color * (ambient + ((1 - ambient) * MathF.Pow(facing, 1.2f)))) + new Vector3(shine, shine * .95f, shine * .82f);
    }

    /// <summary>The normal of a cylinder at this distance from its axis, in radii.</summary>
    public static Vector3 Round(float across) => new(across, 0, MathF.Sqrt(MathF.Max(0, 1 - (across * across))));
}
