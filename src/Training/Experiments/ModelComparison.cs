using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Evaluation;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Experiments;

/// <summary>
/// Compares the generators of several runs on one prepared folder, with the same validation paintings and the same noise: by style, and for pictures unlike the
/// training data. Training paintings are used if there are fewer than two for validation.
/// </summary>
internal sealed class ModelComparison
{
    /// <summary>The group of all outputs for unchanged paintings.</summary>
    public const string All = "all";

    /// <summary>The name of the rows of real clips.</summary>
    public const string Real = "real clips";

    private const int Seeds = 4;

    private readonly ITrainingData _data;
    private readonly TrainingPair[] _pairs;
    private readonly float[][] _paintings;
    private readonly float[][] _real;
    private readonly double _realDiversity;
    private readonly NearestClips _clips;
    private readonly SoundMeter _sound;

    /// <summary>Chooses the paintings, the same number of each style as far as possible.</summary>
    /// <param name="data">The data, which has to stay open.</param>
    /// <param name="paintings">The maximum number of paintings.</param>
    public ModelComparison(ITrainingData data, int paintings)
    {
        _data = data;
        TrainingPair[] shuffled = [.. Evaluator.IsEnough(data.Validation) ? data.Validation : data.Training];
        new SeededRandom(1, RandomPurpose.Evaluation).Shuffle<TrainingPair>(shuffled);
        _pairs =
        [
            .. shuffled.DistinctBy(pair => pair.Painting).GroupBy(pair => pair.Style).SelectMany(style => style.Select((pair, i) => (Pair: pair, Rank: i)))
                .OrderBy(each => each.Rank).Take(paintings).Select(each => each.Pair).OrderBy(pair => pair.Style),
        ];
        _paintings = [.. _pairs.Select(pair => Read(data.ReadPainting, pair.Painting, 3 * data.Size * data.Size))];
        _real = [.. _pairs.Select(pair => Read(data.ReadMel, pair.Mel, data.Size * data.Size))];
        _realDiversity = MeanAbsoluteDifference.OfPairs(_real);
        _clips = new NearestClips(data);
        _sound = new SoundMeter(data.Mel);
    }

    /// <summary>Number of paintings.</summary>
    public int Paintings => _pairs.Length;

    /// <summary>The figures of the real clips of the paintings, by style.</summary>
    public IEnumerable<ComparisonRow> RealByStyle() => ByStyle(Real, _real);

    /// <summary>The figures of a generator by style, those of all outputs first; and for pictures unlike the training data.</summary>
    /// <param name="run">The name of the run.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="usesStyle">Whether it was trained with styles.</param>
    public (IReadOnlyList<ComparisonRow> Styles, IReadOnlyList<ComparisonRow> Pictures) Compare(string run, GeneratorNetwork generator, bool usesStyle)
    {
        float[][] outputs = Generate(_paintings, withEmbedding: true);
        float[][] ofOnePainting = [.. Enumerable.Range(0, Seeds).Select(seed => Generate([_paintings[0]], withEmbedding: true, seed)[0])];
        List<ComparisonRow> styles = [.. ByStyle(run, outputs)];
        styles[0] = styles[0] with { SeedDiversity = Ratio(MeanAbsoluteDifference.OfPairs(ofOnePainting)) };
        List<ComparisonRow> pictures = [styles[0] with { Group = "the paintings", L1 = null, SeedDiversity = null }];
        foreach ((string kind, IReadOnlyList<float[]> changed) in OtherPictures.Of(_paintings, _data.Size))
        {
            float[][] others = Generate(changed, withEmbedding: false);
            pictures.Add(Measure(run, kind, others) with { Change = Ratio(others.Zip(outputs, MeanAbsoluteDifference.Between).Average()) });
        }
        return (styles, pictures);

        float[][] Generate(IReadOnlyList<float[]> paintings, bool withEmbedding, int seed = 0)
        {
            int size = _data.Size, styleCount = generator.Options.Styles, length = generator.Options.EmbeddingLength;
            using IDisposable noGradient = no_grad();
            return [.. paintings.Select((painting, i) =>
            {
                using DisposeScope scope = NewDisposeScope();
                var style = new float[styleCount];
                if (usesStyle && _pairs[i].Style is { } known) style[(int)known - 1] = 1;
                Tensor? embedding = length > 0 && withEmbedding ? BatchLoader.ToTensor(Read(_data.ReadEmbedding, _pairs[i].Painting, length), CPU, 1, length) : null;
                Tensor output = generator.forward(BatchLoader.ToTensor([.. painting], CPU, 1, 3, size, size), BatchLoader.ToTensor(style, CPU, 1, styleCount),
                    BatchLoader.ToTensor([seed + 1L], CPU, 1, 1), BatchLoader.ToTensor([1f], CPU, 1, 1), embedding);
                return output.data<float>().ToArray();
            })];
        }
    }

    private IEnumerable<ComparisonRow> ByStyle(string run, float[][] outputs)
    {
        yield return Row(All, [.. Enumerable.Range(0, outputs.Length)]);
        foreach (IGrouping<Style?, int> style in Enumerable.Range(0, outputs.Length).GroupBy(i => _pairs[i].Style))
            yield return Row(style.Key is { } known ? StyleNames.Of(known) : "unknown style", [.. style]);

        ComparisonRow Row(string group, int[] indices)
            => Measure(run, group, [.. indices.Select(i => outputs[i])]) with { L1 = run == Real ? null : indices.Average(i => MeanAbsoluteDifference.Between(outputs[i], _real[i])) };
    }

    private ComparisonRow Measure(string run, string group, float[][] outputs)
    {
        SoundFigures? sound = _sound.Of(outputs);
        return new ComparisonRow(run, group, outputs.Length)
        {
            Diversity = outputs.Length > 1 ? Ratio(MeanAbsoluteDifference.OfPairs(outputs)) : null,
            Nearest = _clips.HeldOut is > 0 and var heldOut ? outputs.Average(_clips.Distance) / heldOut : null,
            Flatness = sound?.SpectralFlatness,
            OnsetRate = sound?.OnsetRate,
            PitchClarity = sound?.PitchClarity,
        };
    }

    private double? Ratio(double difference) => _realDiversity > 0 ? difference / _realDiversity : null;

    private static float[] Read(RowReader read, int row, int length)
    {
        var values = new float[length];
        read(row, values);
        return values;
    }
}
