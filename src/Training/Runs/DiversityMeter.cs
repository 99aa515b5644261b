using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Measures the diversity of a generator's output over a fixed set of paintings, held-out ones where there are enough.</summary>
public sealed class DiversityMeter
{
    private readonly UNetGenerator _generator;
    private readonly Device _device;
    private readonly float[] _paintings;
    private readonly float[] _styles;
    private readonly long[] _seeds;
    private readonly float[][] _real;
    private readonly int _count;

    /// <summary>Chooses the paintings and their seeds; both are the same for every measure and every run with this seed.</summary>
    public DiversityMeter(UNetGenerator generator, ITrainingData data, int paintings, long seed)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(data);
        _generator = generator;
        using (var parameters = generator.parameters().GetEnumerator())
            _device = parameters.MoveNext() ? parameters.Current.device : CPU;
        TrainingPair[] pairs = Choose(data, paintings, seed);
        _count = pairs.Length;
        int size = data.Size, styles = generator.Options.Styles;
        _paintings = new float[_count * 3 * size * size];
        _styles = new float[_count * styles];
        var random = new SeededRandom(seed, RandomPurpose.Evaluation, 1);
        _seeds = [.. Enumerable.Range(0, _count).Select(_ => (long)random.NextSeed())];
        _real = new float[_count][];
        for (int i = 0; i < _count; i++)
        {
            data.ReadPainting(pairs[i].Painting, _paintings.AsSpan(i * 3 * size * size, 3 * size * size));
            data.ReadMel(pairs[i].Mel, _real[i] = new float[size * size]);
            if (pairs[i].Style is { } style)
                _styles[i * styles + (int)style - 1] = 1;
        }
        Real = MeanDifference.OfPairs(_real);
    }

    /// <summary>The diversity of the real mel-spectrograms.</summary>
    public double Real { get; }

    /// <summary>Runs the generator and compares its outputs.</summary>
    public DiversityMeasure Measure()
    {
        bool wasTraining = _generator.training;
        _generator.eval();
        float[][] outputs = [.. Enumerable.Range(0, _count).Select(i => Generate(i, i))];
        float[][] seeds = [outputs[0], .. Enumerable.Range(1, _count - 1).Select(i => Generate(0, i))];
        if (wasTraining)
            _generator.train();
        double distance = outputs.Zip(_real, MeanDifference.Of).Average();
        return new DiversityMeasure(MeanDifference.OfPairs(outputs), Real, MeanDifference.OfPairs(seeds), distance);
    }

    private float[] Generate(int painting, int seed)
    {
        int size = _generator.Options.Size, styles = _generator.Options.Styles;
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor output = _generator.forward(
            BatchMaker.ToTensor(_paintings[(painting * 3 * size * size)..((painting + 1) * 3 * size * size)], _device, 1, 3, size, size),
            BatchMaker.ToTensor(_styles[(painting * styles)..((painting + 1) * styles)], _device, 1, styles),
            BatchMaker.ToTensor([_seeds[seed]], _device, 1, 1),
            BatchMaker.ToTensor([1f], _device, 1, 1));
        return output.cpu().data<float>().ToArray();
    }

    /// <summary>Pairs with different paintings and, as far as there are any, different mel-spectrograms.</summary>
    private static TrainingPair[] Choose(ITrainingData data, int count, long seed)
    {
        IReadOnlyList<TrainingPair> from = data.Validation.DistinctBy(pair => pair.Painting).Count() >= 2 ? data.Validation : data.Training;
        TrainingPair[] shuffled = [.. from];
        new SeededRandom(seed, RandomPurpose.Evaluation).Shuffle<TrainingPair>(shuffled);
        TrainingPair[] first = [.. shuffled.DistinctBy(pair => pair.Painting).DistinctBy(pair => pair.Mel).Take(count)];
        TrainingPair[] rest = [.. shuffled.ExceptBy(first.Select(pair => pair.Painting), pair => pair.Painting).DistinctBy(pair => pair.Painting)];
        return [.. first, .. rest.Take(count - first.Length)];
    }
}
