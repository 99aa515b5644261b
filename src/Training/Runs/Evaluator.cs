using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Native;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Evaluates a generator on a fixed set of paintings: validation paintings if there are two or more, otherwise training paintings.
/// </summary>
internal sealed class Evaluator
{
    private const long BytesOfPass = 2 * sizeof(float) * 4; // for each pixel: a painting, a mel-spectrogram, and copies

    private readonly GeneratorNetwork _generator;
    private readonly Device _device;
    private readonly float[] _paintings;
    private readonly float[] _styles;
    private readonly float[] _embeddings;
    private readonly long[] _seeds;
    private readonly float[][] _real;
    private readonly double _realDiversity;
    private readonly HealthMeter _health;

    /// <summary>Chooses the paintings and the seeds of the noise. Both are the same for every evaluation and every run with this seed.</summary>
    /// <param name="generator">The generator to evaluate.</param>
    /// <param name="data">The data.</param>
    /// <param name="paintings">The number of paintings; fewer are used if the data has fewer.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="health">What is measured beside the differences.</param>
    public Evaluator(GeneratorNetwork generator, ITrainingData data, int paintings, long seed, HealthOptions health)
    {
        _generator = generator;
        _device = generator.parameters().First().device;
        TrainingPair[] pairs = Choose(data, paintings, seed);
        Paintings = pairs.Length;
        int size = data.Size, styles = generator.Options.Styles;
        _paintings = new float[Paintings * 3 * size * size];
        _styles = new float[Paintings * styles];
        int embedding = generator.Options.EmbeddingLength;
        _embeddings = new float[Paintings * embedding];
        var random = new SeededRandom(seed, RandomPurpose.Evaluation, 1);
        _seeds = [.. Enumerable.Range(0, Paintings).Select(_ => (long)random.NextSeed())];
        _real = new float[Paintings][];
        for (int i = 0; i < Paintings; i++)
        {
            data.ReadPainting(pairs[i].Painting, _paintings.AsSpan(i * 3 * size * size, 3 * size * size));
            data.ReadMel(pairs[i].Mel, _real[i] = new float[size * size]);
            if (embedding > 0)
                data.ReadEmbedding(pairs[i].Painting, _embeddings.AsSpan(i * embedding, embedding));
            if (pairs[i].Style is { } style)
                _styles[i * styles + (int)style - 1] = 1;
        }
        _realDiversity = MeanAbsoluteDifference.OfPairs(_real);
        _health = new HealthMeter(data, health, _real);
    }

    /// <summary>Whether there are enough validation pairs to evaluate with: two paintings. Otherwise training paintings are used.</summary>
    public static bool IsEnough(IEnumerable<TrainingPair> validation) => validation.DistinctBy(pair => pair.Painting).Take(2).Count() == 2;

    /// <summary>Number of paintings.</summary>
    public int Paintings { get; }

    /// <summary>A painting [3, S, S], what the generator makes of it [S, S], and the real mel-spectrogram of its pair [S, S].</summary>
    public (float[] Painting, float[] Generated, float[] Real) Example(int painting)
    {
        int length = _paintings.Length / Paintings;
        return (_paintings[(painting * length)..((painting + 1) * length)], WhileEvaluating(() => Generate(painting, painting)), _real[painting]);
    }

    /// <summary>Runs the generator and compares its outputs.</summary>
    public EvaluationMetrics Evaluate()
    {
        (float[][] outputs, float[][] ofOnePainting) = WhileEvaluating(() =>
        {
            float[][] all = [.. Enumerable.Range(0, Paintings).Select(i => Generate(i, i))];
            return (all, (float[][])[all[0], .. Enumerable.Range(1, Paintings - 1).Select(i => Generate(0, i))]);
        });
        double l1 = outputs.Zip(_real, MeanAbsoluteDifference.Between).Average();
        return _health.Measure(new EvaluationMetrics(MeanAbsoluteDifference.OfPairs(outputs), _realDiversity, MeanAbsoluteDifference.OfPairs(ofOnePainting), l1), outputs);
    }

    private T WhileEvaluating<T>(Func<T> generate)
    {
        bool wasTraining = _generator.training;
        _generator.eval();
        T result = generate();
        if (wasTraining)
            _generator.train();
        return result;
    }

    private float[] Generate(int painting, int seed)
    {
        int size = _generator.Options.Size, styles = _generator.Options.Styles, embedding = _generator.Options.EmbeddingLength;
        GarbageCollection.BeforeStep(BytesOfPass * size * size);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _generator.forward(
            BatchLoader.ToTensor(_paintings[(painting * 3 * size * size)..((painting + 1) * 3 * size * size)], _device, 1, 3, size, size),
            BatchLoader.ToTensor(_styles[(painting * styles)..((painting + 1) * styles)], _device, 1, styles),
            BatchLoader.ToTensor([_seeds[seed]], _device, 1, 1),
            BatchLoader.ToTensor([1f], _device, 1, 1),
            embedding > 0 ? BatchLoader.ToTensor(_embeddings[(painting * embedding)..((painting + 1) * embedding)], _device, 1, embedding) : null);
        return output.cpu().data<float>().ToArray();
    }

    // Without pairs, the generator is evaluated with any clips: the outputs can still be compared with each other.
    private static IReadOnlyList<TrainingPair> Unpaired(ITrainingData data)
        => [.. data.TrainingPaintings.Select((painting, i) => new TrainingPair(painting.Row, data.TrainingClips[i % data.TrainingClips.Count].Row, painting.Style))];

    /// <summary>Chooses pairs with different paintings and, where possible, different mel-spectrograms.</summary>
    private static TrainingPair[] Choose(ITrainingData data, int count, long seed)
    {
        IReadOnlyList<TrainingPair> from = IsEnough(data.Validation) ? data.Validation : data.Training.Count > 0 ? data.Training : Unpaired(data);
        TrainingPair[] shuffled = [.. from];
        new SeededRandom(seed, RandomPurpose.Evaluation).Shuffle<TrainingPair>(shuffled);
        TrainingPair[] first = [.. shuffled.DistinctBy(pair => pair.Painting).DistinctBy(pair => pair.Mel).Take(count)];
        TrainingPair[] rest = [.. shuffled.ExceptBy(first.Select(pair => pair.Painting), pair => pair.Painting).DistinctBy(pair => pair.Painting)];
        return [.. first, .. rest.Take(count - first.Length)];
    }
}
