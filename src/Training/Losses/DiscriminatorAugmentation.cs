using Pix2Pitch.Mel;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Runs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Losses;

/// <summary>
/// Changes what the discriminator sees, real and generated alike (Zhao et al. 2020, "Differentiable augmentation"): with little data it learns to tell real
/// from generated instead of learning the data by heart. Gradients pass through. Nothing is ever mirrored, because music is not.
/// </summary>
internal sealed class DiscriminatorAugmentation
{
    private const float Silence = -1;

    private readonly Change[] _changes;
    private readonly int _size;

    /// <summary>Draws the changes of one step.</summary>
    /// <param name="options">How much is changed.</param>
    /// <param name="topDecibels">The range of the mel-spectrograms in dB.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="share">The examples that are changed; null for all of the step.</param>
    public DiscriminatorAugmentation(TrainingOptions options, double topDecibels, long step, BatchShare? share = null)
    {
        BatchShare examples = share ?? BatchShare.Of(options, SingleRank.Instance);
        _size = options.Size;
        _changes = [.. Enumerable.Range(0, examples.Count).Select(i => new Change(options, topDecibels, new SeededRandom(options.Seed, RandomPurpose.Augmentation, step * examples.Total + examples.First + i)))];
    }

    /// <summary>Changes a batch of mel-spectrograms.</summary>
    /// <param name="mel">[N, 1, S, S] in [-1, 1].</param>
    public Tensor Apply(Tensor mel) => _changes.Length == 1 ? Apply(mel, _changes[0]) : cat([.. _changes.Select((change, i) => Apply(mel.narrow(0, i, 1), change))]);

    private Tensor Apply(Tensor mel, Change change)
    {
        if (change.Gain != 0)
            mel = (mel + (float)change.Gain).clamp(-1, 1);
        if (change.Shift != 0)
        {
            // Pairs of padding from the last dimension; a negative number cuts.
            mel = functional.pad(mel, [change.Shift, -change.Shift, 0, 0], TorchSharp.PaddingModes.Constant, Silence);
        }
        if (change.Transposition != 0)
            mel = functional.pad(mel, [0, 0, change.Transposition, -change.Transposition], TorchSharp.PaddingModes.Constant, Silence);
        if (change.CutLength > 0)
        {
            Tensor before = mel.narrow(3, 0, change.CutStart), after = mel.narrow(3, change.CutStart + change.CutLength, _size - change.CutStart - change.CutLength);
            Tensor gap = full([mel.shape[0], 1, _size, change.CutLength], Silence, device: mel.device);
            mel = cat([before, gap, after], 3);
        }
        return mel;
    }

    private sealed class Change
    {
        public Change(TrainingOptions options, double topDecibels, SeededRandom random)
        {
            Gain = (2 * random.NextDouble() - 1) * options.Augmentation.Gain / (topDecibels / 2);
            int maxShift = (int)(options.Augmentation.TimeShift * options.Size);
            Shift = random.NextInt(2 * maxShift + 1) - maxShift;
            CutLength = (int)(options.Augmentation.Cutout * options.Size * random.NextDouble());
            CutStart = random.NextInt(options.Size - CutLength + 1);
            // Drawn last, so that the other changes are the same with and without it.
            int maxSemitones = options.Augmentation.Semitones;
            Transposition = SemitoneFilters.BandsPerSemitone * (random.NextInt(2 * maxSemitones + 1) - maxSemitones);
        }

        /// <summary>In units of the mel-spectrogram.</summary>
        public double Gain { get; }

        /// <summary>Frames to the right.</summary>
        public int Shift { get; }

        /// <summary>Rows up; the first row is the lowest band.</summary>
        public int Transposition { get; }

        public int CutLength { get; }

        public int CutStart { get; }
    }
}
