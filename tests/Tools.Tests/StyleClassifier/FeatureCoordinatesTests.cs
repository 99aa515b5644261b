using System.Numerics.Tensors;
using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class FeatureCoordinatesTests
{
    private const int First = 7, Second = 13, Pictures = 9;

    [Fact]
    public void Coordinates_have_the_distances_of_the_features_of_which_each_block_has_the_same_variance()
    {
        float[][] features = Features();
        IReadOnlyList<float[]> rows = FeatureCoordinates.Of(features, First, Second).Rows;
        double first = Variance(features, 0, First), second = Variance(features, First, Second);
        for (int i = 0; i < Pictures; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double expected = (Square(features[i], features[j], 0, First) / first) + (Square(features[i], features[j], First, Second) / second);
                Assert.Equal(384 * expected, Square(rows[i], rows[j], 0, Pictures), 384 * expected * 1e-3);
            }
        }
    }

    [Fact]
    public void A_function_of_coordinates_gives_the_same_as_a_function_of_features()
    {
        float[][] features = Features();
        var coordinates = FeatureCoordinates.Of(features, First, Second);
        var random = new Random(5);
        float[] weights = [.. Enumerable.Range(0, Pictures).Select(_ => random.NextSingle() - 0.5f)];
        (float[] ofFeatures, float bias) = coordinates.ToFeatures(weights, 0.25f);
        Assert.Equal(First + Second, ofFeatures.Length);
        for (int i = 0; i < Pictures; i++)
            Assert.Equal(TensorPrimitives.Dot<float>(weights, coordinates.Rows[i]) + 0.25f, TensorPrimitives.Dot<float>(ofFeatures, features[i]) + bias, 0.02f);
    }

    [Fact]
    public void Scale_and_offset_of_the_features_do_not_matter()
    {
        float[][] features = Features();
        IReadOnlyList<float[]> rows = FeatureCoordinates.Of(features, First, Second).Rows;
        IReadOnlyList<float[]> other = FeatureCoordinates.Of([.. features.Select(row => row.Select(value => 64 * value + 100).ToArray())], First, Second).Rows;
        for (int i = 0; i < Pictures; i++) Assert.Equal(rows[i], other[i], (a, b) => Math.Abs(a - b) < 0.05);
    }

    [Fact]
    public void Equal_pictures_have_coordinates_that_are_close()
    {
        float[][] features = Features();
        features[4] = features[2];
        IReadOnlyList<float[]> rows = FeatureCoordinates.Of(features, First, Second).Rows;
        Assert.InRange(Square(rows[2], rows[4], 0, Pictures), 0, 384 * 1e-4);
    }

    private static float[][] Features()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Pictures).Select(_ => Enumerable.Range(0, First + Second).Select(i => (i < First ? 10 : 1) * random.NextSingle()).ToArray())];
    }

    private static double Variance(float[][] features, int start, int length)
    {
        double[] means = [.. Enumerable.Range(start, length).Select(k => features.Average(row => (double)row[k]))];
        return features.Average(row => means.Select((mean, k) => Math.Pow(row[start + k] - mean, 2)).Sum());
    }

    private static double Square(float[] a, float[] b, int start, int length) => Enumerable.Range(start, length).Sum(k => Math.Pow(a[k] - b[k], 2));
}
