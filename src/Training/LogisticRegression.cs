using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training;

/// <summary>Multinomial logistic regression of the five styles with ML.NET's <c>LbfgsMaximumEntropy</c>. The same rows give the same weights.</summary>
internal static class LogisticRegression
{
    /// <summary>Standardised features further from the mean than this are moved there, so that no feature decides alone. In standard deviations.</summary>
    public const float MaxDeviations = 4;

    /// <summary>The mean and the standard deviation of each feature.</summary>
    /// <param name="rows">Features, all of one length.</param>
    /// <param name="minDeviation">The smallest deviation that is returned.</param>
    public static (float[] Means, float[] Deviations) Moments(IReadOnlyList<float[]> rows, float minDeviation)
    {
        float[] means = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];
        return (means, [.. means.Select((mean, i) => MathF.Max(minDeviation, MathF.Sqrt(rows.Average(row => MathF.Pow(row[i] - mean, 2)))))]);
    }

    /// <summary>Features as standard deviations from the mean, at most <see cref="MaxDeviations"/>.</summary>
    public static float[] Standardise(ReadOnlySpan<float> row, float[] means, float[] deviations)
    {
        var standard = new float[row.Length];
        TensorPrimitives.Subtract(row, means, standard);
        TensorPrimitives.Divide<float>(standard, deviations, standard);
        TensorPrimitives.Max<float>(standard, -MaxDeviations, standard);
        TensorPrimitives.Min<float>(standard, MaxDeviations, standard);
        return standard;
    }

    /// <summary>Finds the weights.</summary>
    /// <param name="rows">Standardised features, all of one length.</param>
    /// <param name="styles">The style of each row. Two or more styles.</param>
    /// <param name="regularization">The strength of the regularization (L2) for each row.</param>
    /// <returns>For each style, in the order of <see cref="StyleNames.All"/>, a weight for each feature, and the constant.</returns>
    public static (float[][] Weights, float[] Biases) Fit(IReadOnlyList<float[]> rows, IReadOnlyList<Style> styles, double regularization)
    {
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        // In row objects, keys count from 0. Styles without rows need weights too, so the key has a range of its own.
        IDataView data = ml.Data.LoadFromEnumerable(rows.Select((row, i) => new Row { Label = (uint)styles[i] - 1, Features = row }), schema);
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            L1Regularization = 0,
            L2Regularization = (float)regularization * rows.Count,
            OptimizationTolerance = 1e-6f,
            NumberOfThreads = 1,
        });
        MaximumEntropyModelParameters model = trainer.Fit(data).Model;
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out int count);
        return ([.. weights.Take(count).Select(row => row.DenseValues().ToArray())], [.. model.GetBiases()]);
    }

    private sealed class Row
    {
        [KeyType(5)]
        public uint Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
