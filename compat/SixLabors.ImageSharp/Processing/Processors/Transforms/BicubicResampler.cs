namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Keys's cubic convolution with a = -0.5 (IEEE Trans. ASSP 29, 1981).</summary>
internal sealed class BicubicResampler : IResampler
{
    private const float A = -.5f;

    public float Radius => 2;

    public float GetValue(float x)
    {
        x = MathF.Abs(x);
        if (x <= 1) return (((((A + 2) * x) - (A + 3)) * x * x) + 1);
        return x < 2 ? ((((((x - 5) * A) * x) + (8 * A)) * x) - (4 * A)) : 0;
    }
}
