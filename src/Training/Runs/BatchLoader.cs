using Pix2Pitch.Notes;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Loads the batch of a step. It depends only on the data, the options and the number of the step.</summary>
internal sealed class BatchLoader
{
    private readonly TrainingOptions _options;
    private readonly ITrainingData _data;
    private readonly EpochOrder _order;
    private readonly Dictionary<int, int[]> _partners = [];
    private readonly int _styles;
    private readonly BatchShare _share;

    /// <summary>Creates the loader.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="data">The training data.</param>
    /// <param name="share">The examples that are loaded; null for all of a step.</param>
    /// <exception cref="Pix2PitchException">A painting has fewer partners than the options ask for.</exception>
    public BatchLoader(TrainingOptions options, ITrainingData data, BatchShare? share = null)
    {
        (_options, _data, _share, _order, _styles) = (options, data, share ?? BatchShare.Of(options, SingleRank.Instance), new EpochOrder(data.Training.Count, options.Seed), options.Generator.Styles);
        if (options.NearestPartners == 1)
            return;
        _partners = data.Training.GroupBy(pair => pair.Painting).ToDictionary(group => group.Key, group => group.Select(pair => pair.Mel).Distinct().ToArray());
        int fewest = _partners.Values.Min(clips => clips.Length);
        if (fewest < options.NearestPartners)
        {
            throw new Pix2PitchException($"A painting of the data has only {fewest} {(fewest == 1 ? "clip" : "clips")}, fewer than the {options.NearestPartners} of --nearest-partners; "
                + $"prepare the data with --partners {options.NearestPartners}.");
        }
    }

    /// <summary>How many times the training pairs have been used before a step, as a fraction.</summary>
    public double EpochAt(long step) => (double)(step - 1) * _share.Total / _data.Training.Count;

    /// <summary>Loads the share of a batch.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="device">The device of the tensors.</param>
    public Batch Load(long step, Device device)
    {
        int size = _options.Size, paintingLength = 3 * size * size, melLength = size * size, count = _share.Count, partners = _options.NearestPartners;
        int mels = _options.Output == GeneratorOutput.Notes ? 1 : partners; // the nearest of notes is found by their rolls
        int embeddingLength = _options.Embedding ? _data.EmbeddingLength : 0;
        var painting = new float[count * paintingLength];
        var mel = new float[count * mels * melLength];
        int rollLength = _options.Output == GeneratorOutput.Notes ? NoteRoll.ChannelCount * NoteRoll.PitchCount * size : 0;
        var rolls = new float[count * partners * rollLength];
        var style = new float[count * _styles];
        var label = new float[count * _styles];
        var embedding = new float[count * embeddingLength];
        var seeds = new long[count];
        var otherSeeds = new long[count];
        float[] creativity = [.. Enumerable.Repeat(1f, count)];
        var original = new float[paintingLength];
        for (int i = 0; i < count; i++)
        {
            long position = _share.Position(step, i);
            TrainingPair pair = _data.Training[_order[position]];
            _data.ReadPainting(pair.Painting, original);
            PaintingAugmenter.Jitter(original, painting.AsSpan(i * paintingLength, paintingLength), size, _options.Jitter, _options.Flip,
                new SeededRandom(_options.Seed, RandomPurpose.Jitter, position));
            int[] clips = Clips(pair, position);
            for (int k = 0; k < clips.Length; k++)
            {
                if (k < mels) _data.ReadMel(clips[k], mel.AsSpan((i * mels + k) * melLength, melLength));
                if (rollLength > 0) _data.ReadRoll(clips[k], rolls.AsSpan((i * partners + k) * rollLength, rollLength));
            }
            if (embeddingLength > 0)
                _data.ReadEmbedding(pair.Painting, embedding.AsSpan(i * embeddingLength, embeddingLength));
            bool isDropped = new SeededRandom(_options.Seed, RandomPurpose.StyleDropout, position).NextDouble() < _options.StyleDropout;
            if (pair.Style is { } known)
            {
                label[i * _styles + (int)known - 1] = 1;
                if (!isDropped) style[i * _styles + (int)known - 1] = 1;
            }
            // Steps 1 and 2 have the same noise, then 3 and 4 and so on, so that the outputs of the two differ only because of their paintings.
            seeds[i] = new SeededRandom(_options.Seed, RandomPurpose.Noise, (step - 1) / 2 * _share.Total + _share.First + i).NextSeed();
            otherSeeds[i] = new SeededRandom(_options.Seed, RandomPurpose.ModeSeeking, position).NextSeed();
        }
        Tensor partnerMels = ToTensor(mel, device, count, mels, size, size);
        return new Batch(
            ToTensor(painting, device, count, 3, size, size),
            partnerMels.narrow(1, 0, 1),
            partnerMels,
            rollLength > 0 ? ToTensor(rolls, device, count, partners, NoteRoll.ChannelCount, NoteRoll.PitchCount, size) : null,
            ToTensor(style, device, count, _styles),
            ToTensor(label, device, count, _styles),
            embeddingLength > 0 ? ToTensor(embedding, device, count, embeddingLength) : null,
            ToTensor(seeds, device, count, 1),
            ToTensor(otherSeeds, device, count, 1),
            ToTensor(creativity, device, count, 1));
    }

    /// <summary>Creates a tensor of the given shape on the given device. The array must not be changed afterwards.</summary>
    public static Tensor ToTensor(float[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);

    /// <inheritdoc cref="ToTensor(float[], Device, long[])"/>
    public static Tensor ToTensor(long[] values, Device device, params long[] shape) => tensor(values).reshape(shape).to(device);

    /// <summary>The clip of the pair, and then others of its painting at random.</summary>
    private int[] Clips(TrainingPair pair, long position)
    {
        if (_options.NearestPartners == 1)
            return [pair.Mel];
        int[] others = [.. _partners[pair.Painting].Where(clip => clip != pair.Mel)];
        new SeededRandom(_options.Seed, RandomPurpose.Partners, position).Shuffle<int>(others);
        return [pair.Mel, .. others.Take(_options.NearestPartners - 1)];
    }
}

/// <summary>The examples of one step.</summary>
/// <param name="Painting">[N, 3, S, S] in [-1, 1].</param>
/// <param name="Mel">[N, 1, S, S] in [-1, 1].</param>
/// <param name="Partners">[N, k, S, S]: <paramref name="Mel"/>, and others with which the painting is paired.</param>
/// <param name="Rolls">[N, k, 16, 88, S], the piano rolls of these clips; null unless the generator makes notes.</param>
/// <param name="Style">[N, styles]; one-hot, or zeros for an unknown style.</param>
/// <param name="Label">[N, styles]; the style also where <paramref name="Style"/> leaves it out.</param>
/// <param name="Embedding">[N, length]; null if the generator takes none.</param>
/// <param name="Seed">[N, 1], int64.</param>
/// <param name="OtherSeed">[N, 1], int64: the noise of the second output of the mode seeking loss.</param>
/// <param name="Creativity">[N, 1], all 1.</param>
internal sealed record Batch(
    Tensor Painting, Tensor Mel, Tensor Partners, Tensor? Rolls, Tensor Style, Tensor Label, Tensor? Embedding, Tensor Seed, Tensor OtherSeed, Tensor Creativity)
{
    /// <summary>[N, 1, S] in dB, the changes of level of the clips; null unless the generator makes notes.</summary>
    public Tensor? Gain { get; init; }
}
