using Pix2Pitch.Notes;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Loads the batch of a step. It depends only on the data, the options and the number of the step.</summary>
internal sealed class BatchLoader : IDisposable
{
    // The names of the numbers in a slot.
    private const string Paintings = "paintings", Mels = "mels", Rolls = "rolls", Styles = "styles", Labels = "labels", Embeddings = "embeddings", Seeds = "seeds",
        OtherSeeds = "other seeds", Creativity = "creativity";

    private readonly TrainingOptions _options;
    private readonly ITrainingData _data;
    private readonly EpochOrder _order;
    private readonly Dictionary<int, int[]> _partners = [];
    private readonly int _styles;
    private readonly BatchShare _share;
    private readonly float[] _original;
    private readonly Prefetcher _prefetcher;

    /// <summary>Creates the loader.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="data">The training data.</param>
    /// <param name="share">The examples that are loaded; null for all of a step.</param>
    /// <exception cref="Pix2PitchException">A painting has fewer partners than the options ask for.</exception>
    public BatchLoader(TrainingOptions options, ITrainingData data, BatchShare? share = null)
    {
        (_options, _data, _share, _order, _styles) = (options, data, share ?? BatchShare.Of(options, SingleRank.Instance), new EpochOrder(data.Training.Count, options.Seed), options.Generator.Styles);
        _original = new float[3 * options.Size * options.Size];
        _prefetcher = new Prefetcher(CreateSlot, Fill, options.Steps, options.ReadLossesEvery);
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

    /// <summary>Loads the share of a batch, and begins to load that of the next step on another thread.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="device">The device of the tensors, always the same.</param>
    /// <returns>The batch, which is valid until another one is loaded.</returns>
    public Batch Load(long step, Device device)
    {
        BatchSlot slot = _prefetcher.Load(step, device);
        Tensor partners = slot.ToDevice(Mels);
        return new Batch(
            slot.ToDevice(Paintings), partners.narrow(1, 0, 1), partners, slot.Has(Rolls) ? slot.ToDevice(Rolls) : null, slot.ToDevice(Styles), slot.ToDevice(Labels),
            slot.Has(Embeddings) ? slot.ToDevice(Embeddings) : null, slot.ToDevice(Seeds), slot.ToDevice(OtherSeeds), slot.ToDevice(Creativity));
    }

    /// <inheritdoc cref="Prefetcher.SecondsPerFill"/>
    public double? SecondsPerInput => _prefetcher.SecondsPerFill;

    /// <inheritdoc/>
    public void Dispose() => _prefetcher.Dispose();

    private BatchSlot CreateSlot(Device device)
    {
        int size = _options.Size, count = _share.Count;
        var slot = new BatchSlot(device);
        slot.Add(Paintings, ScalarType.Float32, count, 3, size, size);
        slot.Add(Mels, ScalarType.Float32, count, MelsOfExample, size, size);
        if (_options.Output == GeneratorOutput.Notes)
            slot.Add(Rolls, ScalarType.Float32, count, _options.NearestPartners, NoteRoll.ChannelCount, NoteRoll.PitchCount, size);
        slot.Add(Styles, ScalarType.Float32, count, _styles);
        slot.Add(Labels, ScalarType.Float32, count, _styles);
        if (_options.Embedding)
            slot.Add(Embeddings, ScalarType.Float32, count, _data.EmbeddingLength);
        slot.Add(Seeds, ScalarType.Int64, count, 1);
        slot.Add(OtherSeeds, ScalarType.Int64, count, 1);
        slot.Add(Creativity, ScalarType.Float32, count, 1);
        return slot;
    }

    private void Fill(long step, BatchSlot slot)
    {
        int size = _options.Size, paintingLength = 3 * size * size, melLength = size * size, mels = MelsOfExample;
        int rollLength = _options.Output == GeneratorOutput.Notes ? NoteRoll.ChannelCount * NoteRoll.PitchCount * size : 0;
        Span<float> style = slot.Values<float>(Styles), label = slot.Values<float>(Labels);
        style.Clear();
        label.Clear();
        slot.Values<float>(Creativity).Fill(1);
        for (int i = 0; i < _share.Count; i++)
        {
            long position = _share.Position(step, i);
            TrainingPair pair = _data.Training[_order[position]];
            _data.ReadPainting(pair.Painting, _original);
            PaintingAugmenter.Jitter(_original, slot.Values<float>(Paintings).Slice(i * paintingLength, paintingLength), size, _options.Jitter, _options.Flip,
                new SeededRandom(_options.Seed, RandomPurpose.Jitter, position));
            int[] clips = Clips(pair, position);
            for (int k = 0; k < clips.Length; k++)
            {
                if (k < mels) _data.ReadMel(clips[k], slot.Values<float>(Mels).Slice((i * mels + k) * melLength, melLength));
                if (rollLength > 0) _data.ReadRoll(clips[k], slot.Values<float>(Rolls).Slice((i * clips.Length + k) * rollLength, rollLength));
            }
            if (_options.Embedding)
                _data.ReadEmbedding(pair.Painting, slot.Values<float>(Embeddings).Slice(i * _data.EmbeddingLength, _data.EmbeddingLength));
            bool isDropped = new SeededRandom(_options.Seed, RandomPurpose.StyleDropout, position).NextDouble() < _options.StyleDropout;
            if (pair.Style is { } known)
            {
                label[i * _styles + (int)known - 1] = 1;
                if (!isDropped) style[i * _styles + (int)known - 1] = 1;
            }
            // Steps 1 and 2 have the same noise, then 3 and 4 and so on, so that the outputs of the two differ only because of their paintings.
            slot.Values<long>(Seeds)[i] = new SeededRandom(_options.Seed, RandomPurpose.Noise, (step - 1) / 2 * _share.Total + _share.First + i).NextSeed();
            slot.Values<long>(OtherSeeds)[i] = new SeededRandom(_options.Seed, RandomPurpose.ModeSeeking, position).NextSeed();
        }
    }

    private int MelsOfExample => _options.Output == GeneratorOutput.Notes ? 1 : _options.NearestPartners; // the nearest of notes is found by their rolls

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
