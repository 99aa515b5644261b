namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>The sinc, windowed by a wider sinc.</summary>
internal sealed class LanczosResampler(int radius) : IResampler
{
    public float Radius => radius;

    public float GetValue(float x)
    {
        x = MathF.Abs(x);
        return x < radius ? Sinc(x) * Sinc(x / radius) : 0;
    }

    private static float Sinc(float x) => x < 1e-6f ? 1 : MathF.Sin(MathF.PI * x) / (MathF.PI * x);
}
