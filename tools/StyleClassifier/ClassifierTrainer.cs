using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Tools.StyleClassifier;

/// <summary>Trains classifiers with ML.NET's LbfgsMaximumEntropy.</summary>
internal static class ClassifierTrainer
{
    private const int InnerFolds = 4;

    // L2 penalties for each unit of the examples' weight.
    private static readonly double[] s_regularizations = [0.03, 0.1, 0.3, 1];

    /// <summary>The L2 penalty with the lowest loss on artists that were not in training, by cross-validation among these paintings.</summary>
    public static double ChooseRegularization(IReadOnlyList<LabelledPainting> paintings)
    {
        int[] folds = Folds.Assign([.. paintings.Select(painting => painting.Style)], [.. paintings.Select(painting => painting.Artist)], InnerFolds);
        return s_regularizations.MinBy(regularization => Enumerable.Range(0, InnerFolds).Sum(fold =>
        {
            Styles.Classification.StyleClassifier classifier = Train([.. paintings.Where((_, i) => folds[i] != fold)], regularization, "");
            return paintings.Where((_, i) => folds[i] == fold).Sum(painting => -Math.Log(classifier.Classify(painting.Features)[Index(painting.Style)]));
        }));
    }

    /// <summary>Trains a classifier of features that are about 0 on average. All styles have the same weight in all; an artist with many paintings has less weight for each.</summary>
    public static Styles.Classification.StyleClassifier Train(IReadOnlyList<LabelledPainting> paintings, double regularization, string network)
    {
        Dictionary<string, int> byArtist = paintings.CountBy(painting => painting.Artist).ToDictionary();
        double[] weights = [.. paintings.Select(painting => 1 / Math.Sqrt(byArtist[painting.Artist]))];
        Dictionary<Style, double> byStyle = paintings.Zip(weights).GroupBy(pair => pair.First.Style).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Second));
        Example[] examples = [.. paintings.Zip(weights).SelectMany(pair => pair.First.Views.Prepend(pair.First.Features).Select(features => new Example
        {
            Label = (uint)Index(pair.First.Style), // in a row object, keys count from 0
            Features = features,
            Weight = (float)(pair.Second * paintings.Count / (byStyle.Count * byStyle[pair.First.Style] * (1 + pair.First.Views.Count))),
        }))];
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, paintings[0].Features.Length);
        IDataView data = ml.Data.LoadFromEnumerable(examples, schema);
        var options = new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Example.Label),
            FeatureColumnName = nameof(Example.Features),
            ExampleWeightColumnName = nameof(Example.Weight),
            L1Regularization = 0,
            L2Regularization = (float)(regularization * paintings.Count),
            NumberOfThreads = 1, // the sums then have one order, and training the same result
        };
        MaximumEntropyModelParameters model = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options).Fit(ml.Data.Cache(data)).Model;
        VBuffer<float>[] rows = [];
        model.GetWeights(ref rows, out int classes);
        return new Styles.Classification.StyleClassifier(network, StyleNames.All, [.. rows.Take(classes).Select(row => row.DenseValues().ToArray())], [.. model.GetBiases()]);
    }

    private static int Index(Style style) => (int)style - 1;

    private sealed class Example
    {
        [KeyType(5)]
        public uint Label { get; set; }

        public float[] Features { get; set; } = [];

        public float Weight { get; set; }
    }
}
