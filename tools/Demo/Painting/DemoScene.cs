using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>A scene to paint.</summary>
/// <param name="Title">The title of the painting.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Manner">How it is painted.</param>
/// <param name="Color">The colour at a point; y runs down from 0 to 1, x from 0 to width / height.</param>
internal sealed record DemoScene(string Title, int Width, int Height, Manner Manner, Func<Vector2, Vector3> Color);
