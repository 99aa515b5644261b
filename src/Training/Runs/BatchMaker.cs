using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Makes the batch of any step from the data and the seed alone.</summary>
internal sealed class BatchMaker(TrainingOptions settings, ITrainingData data)
{
    private readonly EpochOrder _order = new(data.Training.Count, settings.Seed);
    private readonly int _styles = settings.Generator.Styles;

    /// <summary>How often the data has been gone through before a step.</summary>
    public double EpochAt(long step) => (double)(step - 1) * settings.BatchSize / data.Training.Count;

    /// <summary>The batch of a step, counted from 1.</summary>
    public Batch Make(long step, Device device)
    {
        int size = settings.Size, paintingLength = 3 * size * size, melLength = size * size, count = settings.BatchSize;
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
            PaintingAugmenter.Jitter(original, painting.AsSpan(i * paintingLength, paintingLength), size, settings.Jitter, settings.Flip,
                new SeededRandom(settings.Seed, RandomPurpose.Jitter, position));
            data.ReadMel(pair.Mel, mel.AsSpan(i * melLength, melLength));
            bool hidden = new SeededRandom(settings.Seed, RandomPurpose.StyleDropout, position).NextDouble() < settings.StyleDropout;
            if (pair.Style is { } known && !hidden)
                style[i * _styles + (int)known - 1] = 1;
            // Two successive steps have the same noise, so that what their outputs differ in comes from the paintings.
            seeds[i] = new SeededRandom(settings.Seed, RandomPurpose.Noise, (step - 1) / 2 * count + i).NextSeed();
        }
        return new Batch(
            ToTensor(painting, device, count, 3, size, size),
            ToTensor(mel, device, count, 1, size, size),
            ToTensor(style, device, count, _styles),
            ToTensor(seeds, device, count, 1),
            ToTensor(creativity, device, count, 1));
    }

    /// <summary>A tensor of the given shape on the given device; the array must not be written to afterwards.</summary>
    public static Tensor ToTensor(float[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);

    /// <inheritdoc cref="ToTensor(float[], Device, long[])"/>
    public static Tensor ToTensor(long[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);

    /// <summary>What one step is trained on.</summary>
    public sealed record Batch(Tensor Painting, Tensor Mel, Tensor Style, Tensor Seed, Tensor Creativity);
}
