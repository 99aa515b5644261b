using System.Numerics.Tensors;

namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>
/// Long rows of features as rows that have one number for each picture, with the same inner products (a Cholesky factor of the matrix of all inner products). A linear classifier
/// with an L2 penalty is the same in both, and is trained many times faster in the short ones. The features are centred, and each block of them gets the same total variance.
/// </summary>
internal sealed class FeatureCoordinates
{
    private const double BlockVariance = 384; // the scale that penalties refer to
    private const double MinDiagonal = 1e-6; // relative to the mean: equal pictures have dependent rows

    private readonly float[] _means, _scales;
    private readonly float[][] _standard, _rows;

    private FeatureCoordinates(float[] means, float[] scales, float[][] standard, float[][] rows) => (_means, _scales, _standard, _rows) = (means, scales, standard, rows);

    /// <summary>The coordinates of each picture. One whose number is i has i + 1 coordinates; the others are 0.</summary>
    public IReadOnlyList<float[]> Rows => _rows;

    /// <summary>Computes coordinates. They are for these pictures only.</summary>
    /// <param name="features">The features of each picture.</param>
    /// <param name="blocks">The lengths of the blocks.</param>
    public static FeatureCoordinates Of(IReadOnlyList<float[]> features, params int[] blocks)
    {
        int length = features[0].Length, count = features.Count;
        var means = new float[length];
        foreach (float[] row in features) TensorPrimitives.MultiplyAdd(row, 1f / count, means, means);
        var scales = new float[length];
        int start = 0;
        foreach (int block in blocks)
        {
            int from = start;
            double variance = features.Sum(row => Distance(row.AsSpan(from, block), means.AsSpan(from, block))) / count;
            scales.AsSpan(start, block).Fill(variance > 0 ? (float)Math.Sqrt(BlockVariance / variance) : 0);
            start += block;
        }
        if (start != length) throw new ArgumentException("The blocks are not as long as the features.", nameof(blocks));
        float[][] standard = [.. features.Select(row =>
        {
            var scaled = new float[length];
            TensorPrimitives.Subtract(row, means, scaled);
            TensorPrimitives.Multiply(scaled, scales, scaled);
            return scaled;
        })];
        var products = new double[count][];
        Parallel.For(0, count, i => products[i] = [.. Enumerable.Range(0, i + 1).Select(j => (double)TensorPrimitives.Dot<float>(standard[i], standard[j]))]);
        double least = MinDiagonal * Enumerable.Range(0, count).Average(i => products[i][i]);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++) products[i][j] = (products[i][j] - Dot(i, j)) / products[j][j];
            products[i][i] = Math.Sqrt(Math.Max(least, products[i][i] - Dot(i, i)));
        }
        return new FeatureCoordinates(means, scales, standard, [.. products.Select(row =>
        {
            var coordinates = new float[count];
            for (int i = 0; i < row.Length; i++) coordinates[i] = (float)row[i];
            return coordinates;
        })]);

        // Of the columns before j, which are done.
        double Dot(int i, int j) => TensorPrimitives.Dot<double>(products[i].AsSpan(0, j), products[j].AsSpan(0, j));

        static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        {
            float distance = TensorPrimitives.Distance(a, b);
            return (double)distance * distance;
        }
    }

    /// <summary>A linear function of the coordinates as one of the features.</summary>
    /// <param name="weights">The weights of the coordinates.</param>
    /// <param name="bias">The constant.</param>
    /// <returns>The weights of the features, and the constant.</returns>
    public (float[] Weights, float Bias) ToFeatures(IReadOnlyList<float> weights, float bias)
    {
        // With the triangular matrix L of the rows, the coordinates of z are L^-1 Z z, so the function is (L^-T w) Z z + b.
        int count = _rows.Length;
        double[] share = [.. weights.Select(weight => (double)weight)];
        for (int i = count - 1; i >= 0; i--)
        {
            share[i] /= _rows[i][i];
            for (int j = 0; j < i; j++) share[j] -= _rows[i][j] * share[i];
        }
        var sum = new double[_means.Length];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < sum.Length; k++) sum[k] += share[i] * _standard[i][k];
        }
        float[] ofFeatures = [.. sum.Select((value, k) => (float)(value * _scales[k]))];
        return (ofFeatures, (float)(bias - ofFeatures.Zip(_means).Sum(pair => (double)pair.First * pair.Second)));
    }
}
