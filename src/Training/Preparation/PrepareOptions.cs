using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Preparation;

/// <summary>How paintings and music are prepared for training.</summary>
public sealed record PrepareOptions
{
    /// <summary>Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512.</summary>
    public int Size { get; init; } = 256;

    /// <summary>How the mel-spectrograms are made; null for the preset of <see cref="Size"/>. It must have <see cref="Size"/> bands and frames.</summary>
    public MelOptions? Mel { get; init; }

    /// <summary>How paintings are made square.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>
    /// Clips for each painting, 1 to 100. With few, the network can learn what belongs to a painting. With many, their blurred mean minimizes the L1
    /// distance.
    /// </summary>
    public int Partners { get; init; } = 1;

    /// <summary>Share of the paintings (by artist) and of the clips (by piece) held out of training, 0 to 0.5.</summary>
    public double ValidationShare { get; init; } = 0.08;

    /// <summary>Share kept for the test at the end, by artist and by piece, 0 to 0.5; both shares together are at most 0.5.</summary>
    public double TestShare { get; init; }

    /// <summary>Decides what is held out, and between clips that fit equally well.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How mel-spectrograms are stored: float16 is within 0.0005 of their values. Paintings are stored as bytes, without loss.</summary>
    public NpyType Type { get; init; } = NpyType.Half;

    /// <summary>Max number of clips from one recording, spread evenly over it, 1 to 10,000.</summary>
    public int ClipsPerRecording { get; init; } = 20;

    /// <summary>
    /// What the style that the network of <c>ClassifyStyle</c> judges from each picture is used for. It needs the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18. Default:
    /// <see cref="JudgedStyles.None"/>; the command <c>prepare</c> uses <see cref="JudgedStyles.Pairs"/>.
    /// </summary>
    public JudgedStyles JudgedStyles { get; init; }

    /// <summary>Whether the folder may have no pair, for training without pairs: paintings and music of no common style. Default: false.</summary>
    public bool AllowNoPairs { get; init; }

    /// <summary>Number of threads, 1 to 1,024; 0 for one for each core.</summary>
    public int Threads { get; init; }

    /// <summary>The part of the work to do, if several processes share it. Only a process that does all of it pairs and publishes.</summary>
    public ShardShare Share { get; init; } = ShardShare.All;

    internal int ThreadsOrAll => Threads > 0 ? Threads : Environment.ProcessorCount;

    internal MelOptions MelOrPreset => Mel ?? MelOptions.ForImageSize(Size);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Require(Size is 64 or 128 or 256 or 512, Size, "64, 128, 256 or 512");
        OptionRange.Check(Fit);
        OptionRange.Check(Partners, 1, 100);
        OptionRange.Check(Type);
        OptionRange.Check(JudgedStyles);
        OptionRange.Check(ClipsPerRecording, 1, 10_000);
        OptionRange.Check(Threads, 0, 1024);
        new SplitOptions { ValidationShare = ValidationShare, TestShare = TestShare }.Validate();
        ArgumentNullException.ThrowIfNull(Share);
        Share.Validate();
        MelOptions mel = MelOrPreset;
        OptionRange.Require(mel.MelBands == Size && mel.Frames == Size, $"for {mel.MelBands} bands and {mel.Frames} frames", $"for {Size} of both", nameof(Mel));
        mel.Validate();
    }
}
