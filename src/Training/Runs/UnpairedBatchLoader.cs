using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Loads the paintings and the clips of a step without pairs: each side in its own order. The batch depends only on the data, the options and the number of the step.</summary>
internal sealed class UnpairedBatchLoader : IDisposable
{
    // The names of the numbers in a slot.
    private const string Paintings = "paintings", PaintingStyles = "painting styles", PaintingSeeds = "painting seeds", Mels = "mels", ClipStyles = "clip styles",
        ClipSeeds = "clip seeds";

    /// <summary>With one painting or one clip, there is nothing to learn from.</summary>
    public const int MinWorks = 2;

    private readonly TrainingOptions _options;
    private readonly ITrainingData _data;
    private readonly EpochOrder _paintingOrder;
    private readonly EpochOrder _clipOrder;
    private readonly int _styles;
    private readonly BatchShare _share;
    private readonly float[] _original;
    private readonly Prefetcher _prefetcher;

    /// <summary>Creates the loader.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="data">The training data.</param>
    /// <param name="share">The examples that are loaded; null for all of a step.</param>
    /// <exception cref="Pix2PitchException">There are too few paintings or clips.</exception>
    public UnpairedBatchLoader(TrainingOptions options, ITrainingData data, BatchShare? share = null)
    {
        int paintings = data.TrainingPaintings.Count, clips = data.TrainingClips.Count;
        if (Math.Min(paintings, clips) < MinWorks)
        {
            throw new Pix2PitchException($"Training without pairs needs {MinWorks} or more paintings and {MinWorks} or more clips for training, but the data has {paintings} and {clips}; "
                + "prepare the data again with more, or with a smaller --validation.");
        }
        (_options, _data, _share, _styles) = (options, data, share ?? BatchShare.Of(options, SingleRank.Instance), options.Generator.Styles);
        _original = new float[3 * options.Size * options.Size];
        _prefetcher = new Prefetcher(CreateSlot, Fill, options.Steps, options.ReadLossesEvery);
        _paintingOrder = new EpochOrder(paintings, options.Seed);
        _clipOrder = new EpochOrder(clips, options.Seed, RandomPurpose.ClipOrder);
    }

    /// <summary>How many times all paintings, or all clips if there are more, have been used before a step, as a fraction.</summary>
    public double EpochAt(long step) => (double)(step - 1) * _share.Total / Math.Max(_data.TrainingPaintings.Count, _data.TrainingClips.Count);

    /// <summary>Loads the share of a batch, and begins to load that of the next step on another thread.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="device">The device of the tensors, always the same.</param>
    /// <returns>The batch, which is valid until another one is loaded.</returns>
    public UnpairedBatch Load(long step, Device device)
    {
        BatchSlot slot = _prefetcher.Load(step, device);
        return new UnpairedBatch(
            slot.ToDevice(Paintings), slot.ToDevice(PaintingStyles), slot.ToDevice(PaintingSeeds), slot.ToDevice(Mels), slot.ToDevice(ClipStyles), slot.ToDevice(ClipSeeds));
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
        slot.Add(PaintingStyles, ScalarType.Float32, count, _styles);
        slot.Add(PaintingSeeds, ScalarType.Int64, count, 1);
        slot.Add(Mels, ScalarType.Float32, count, 1, size, size);
        slot.Add(ClipStyles, ScalarType.Float32, count, _styles);
        slot.Add(ClipSeeds, ScalarType.Int64, count, 1);
        return slot;
    }

    private void Fill(long step, BatchSlot slot)
    {
        int size = _options.Size, paintingLength = 3 * size * size, melLength = size * size;
        slot.Values<float>(PaintingStyles).Clear();
        slot.Values<float>(ClipStyles).Clear();
        for (int i = 0; i < _share.Count; i++)
        {
            long position = _share.Position(step, i);
            TrainingWork painting = _data.TrainingPaintings[_paintingOrder[position]], clip = _data.TrainingClips[_clipOrder[position]];
            _data.ReadPainting(painting.Row, _original);
            PaintingAugmenter.Jitter(_original, slot.Values<float>(Paintings).Slice(i * paintingLength, paintingLength), size, _options.Jitter, _options.Flip,
                new SeededRandom(_options.Seed, RandomPurpose.Jitter, position));
            _data.ReadMel(clip.Row, slot.Values<float>(Mels).Slice(i * melLength, melLength));
            SetStyle(painting.Style, 2 * position, slot.Values<float>(PaintingStyles).Slice(i * _styles, _styles));
            SetStyle(clip.Style, 2 * position + 1, slot.Values<float>(ClipStyles).Slice(i * _styles, _styles));
            slot.Values<long>(PaintingSeeds)[i] = new SeededRandom(_options.Seed, RandomPurpose.Noise, 2 * position).NextSeed();
            slot.Values<long>(ClipSeeds)[i] = new SeededRandom(_options.Seed, RandomPurpose.Noise, 2 * position + 1).NextSeed();
        }
    }

    private void SetStyle(Style? style, long index, Span<float> vector)
    {
        bool isDropped = new SeededRandom(_options.Seed, RandomPurpose.StyleDropout, index).NextDouble() < _options.StyleDropout;
        if (style is { } known && !isDropped)
            vector[(int)known - 1] = 1;
    }
}

/// <summary>The examples of one step without pairs.</summary>
/// <param name="Painting">[N, 3, S, S] in [-1, 1].</param>
/// <param name="PaintingStyle">[N, styles], the styles of the paintings; one-hot, or zeros for an unknown style.</param>
/// <param name="PaintingSeed">[N, 1], int64: the noise of the music that is made of them.</param>
/// <param name="Mel">[N, 1, S, S] in [-1, 1].</param>
/// <param name="ClipStyle">[N, styles], the styles of the clips.</param>
/// <param name="ClipSeed">[N, 1], int64: the noise of the paintings that are made of them.</param>
internal sealed record UnpairedBatch(Tensor Painting, Tensor PaintingStyle, Tensor PaintingSeed, Tensor Mel, Tensor ClipStyle, Tensor ClipSeed);
