using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Loads the batch of a step. It depends only on the data, the seed and the number of the step.</summary>
internal sealed class BatchLoader(TrainingOptions options, ITrainingData data)
{
    private readonly EpochOrder _order = new(data.Training.Count, options.Seed);
    private readonly int _styles = options.Generator.Styles;

    /// <summary>How many times the training pairs have been used before a step, as a fraction.</summary>
    public double EpochAt(long step) => (double)(step - 1) * options.BatchSize / data.Training.Count;

    /// <summary>Loads a batch.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="device">The device of the tensors.</param>
    public Batch Load(long step, Device device)
    {
        int size = options.Size, paintingLength = 3 * size * size, melLength = size * size, count = options.BatchSize;
        var painting = new float[count * paintingLength];
        var mel = new float[count * melLength];
        var style = new float[count * _styles];
        var seeds = new long[count];
        float[] creativity = [.. Enumerable.Repeat(1f, count)];
        var original = new float[paintingLength];
        for (int i = 0; i < count; i++)
        {
            long position = (step - 1) * count + i;
            TrainingPair pair = data.Training[_order[position]];
            data.ReadPainting(pair.Painting, original);
            PaintingAugmenter.Jitter(original, painting.AsSpan(i * paintingLength, paintingLength), size, options.Jitter, options.Flip,
                new SeededRandom(options.Seed, RandomPurpose.Jitter, position));
            data.ReadMel(pair.Mel, mel.AsSpan(i * melLength, melLength));
            bool isDropped = new SeededRandom(options.Seed, RandomPurpose.StyleDropout, position).NextDouble() < options.StyleDropout;
            if (pair.Style is { } known && !isDropped)
                style[i * _styles + (int)known - 1] = 1;
            // Steps 1 and 2 have the same noise, then 3 and 4 and so on, so that the outputs of the two differ only because of their paintings.
            seeds[i] = new SeededRandom(options.Seed, RandomPurpose.Noise, (step - 1) / 2 * count + i).NextSeed();
        }
        return new Batch(
            ToTensor(painting, device, count, 3, size, size),
            ToTensor(mel, device, count, 1, size, size),
            ToTensor(style, device, count, _styles),
            ToTensor(seeds, device, count, 1),
            ToTensor(creativity, device, count, 1));
    }

    /// <summary>Creates a tensor of the given shape on the given device. The array must not be changed afterwards.</summary>
    public static Tensor ToTensor(float[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);

    /// <inheritdoc cref="ToTensor(float[], Device, long[])"/>
    public static Tensor ToTensor(long[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);
}

/// <summary>The examples of one step.</summary>
/// <param name="Painting">[N, 3, S, S] in [-1, 1].</param>
/// <param name="Mel">[N, 1, S, S] in [-1, 1].</param>
/// <param name="Style">[N, styles]; one-hot, or zeros for an unknown style.</param>
/// <param name="Seed">[N, 1], int64.</param>
/// <param name="Creativity">[N, 1], all 1.</param>
internal sealed record Batch(Tensor Painting, Tensor Mel, Tensor Style, Tensor Seed, Tensor Creativity);
