using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>Something to paint.</summary>
/// <param name="Title">What the painting is called.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Manner">How it is painted.</param>
/// <param name="Colour">The colour at a point; y runs down from 0 to 1, x from 0 to width / height.</param>
internal sealed record DemoScene(string Title, int Width, int Height, Manner Manner, Func<Vector2, Vector3> Colour);
