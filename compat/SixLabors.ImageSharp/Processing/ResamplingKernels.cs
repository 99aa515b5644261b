using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>
/// For every pixel of a target row the source pixels that it is made of and their weights, which sum to 1: a kernel that is
/// widened when the image shrinks and cut off at its edges.
/// </summary>
internal sealed class ResamplingKernels
{
    private readonly float[] _weights;
    private readonly int[] _starts, _offsets;

    internal ResamplingKernels(int sourceLength, int targetLength, IResampler sampler)
    {
        double ratio = sourceLength / (double)targetLength, scale = Math.Max(1, ratio);
        double radius = Math.Ceiling(scale * sampler.Radius);
        (_starts, _offsets) = (new int[targetLength], new int[targetLength + 1]);
        var weights = new List<float>();
        for (int i = 0; i < targetLength; i++)
        {
            double center = ((i + .5) * ratio) - .5;
            int first = Math.Max(0, (int)Math.Ceiling(center - radius));
            int last = Math.Min(sourceLength - 1, (int)Math.Floor(center + radius));
            double sum = 0;
            for (int j = first; j <= last; j++)
            {
                float weight = sampler.GetValue((float)((j - center) / scale));
                weights.Add(weight);
                sum += weight;
            }
            for (int j = _offsets[i]; j < weights.Count && sum != 0; j++) weights[j] = (float)(weights[j] / sum);
            (_starts[i], _offsets[i + 1]) = (first, weights.Count);
        }
        _weights = [.. weights];
    }

    internal int Start(int target) => _starts[target];

    internal ReadOnlySpan<float> Weights(int target) => _weights.AsSpan(_offsets[target].._offsets[target + 1]);
}
