using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>How paintings and music are made ready for training.</summary>
public sealed record PrepareOptions
{
    /// <summary>Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512.</summary>
    public int Size { get; init; } = 256;

    /// <summary>How the mel-spectrograms are made; null for the preset of <see cref="Size"/>. As many bands and frames as <see cref="Size"/>.</summary>
    public MelOptions? Mel { get; init; }

    /// <summary>How paintings are made square.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>
    /// Clips for each painting, 1 to 100. With few, the network can learn what belongs to a painting; with many, the best it can
    /// do for the L1 distance is their blurred mean.
    /// </summary>
    public int Partners { get; init; } = 1;

    /// <summary>Share of the paintings (by artist) and of the clips (by piece) held out of training, 0 to 0.5.</summary>
    public double ValidationShare { get; init; } = 0.08;

    /// <summary>Share kept for the test at the end, likewise, 0 to 0.5; both shares together are at most 0.5.</summary>
    public double TestShare { get; init; }

    /// <summary>Decides what is held out and which of equally good partners are taken.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the numbers of mel-spectrograms are stored: float16 is within 0.0005 of them. Paintings are bytes, without loss.</summary>
    public NpyType Type { get; init; } = NpyType.Half;

    /// <summary>Most clips that are cut from one recording, spread evenly over it, 1 to 10,000.</summary>
    public int ClipsPerRecording { get; init; } = 20;

    /// <summary>Threads that work, 1 to 1,024; 0 for as many as there are cores.</summary>
    public int Threads { get; init; }

    /// <summary>The part of the work to do, where several processes share it. Only one that does all of it pairs and publishes.</summary>
    public ShardShare Share { get; init; } = ShardShare.All;

    internal int ThreadsOrAll => Threads > 0 ? Threads : Environment.ProcessorCount;

    internal MelOptions MelOrPreset => Mel ?? MelOptions.ForImageSize(Size);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message says which and what the range is.</exception>
    public void Validate()
    {
        if (Size is not (64 or 128 or 256 or 512))
            throw new ArgumentOutOfRangeException(nameof(Size), $"The size is {Size}; it has to be 64, 128, 256 or 512.");
        if (Partners is < 1 or > 100)
            throw new ArgumentOutOfRangeException(nameof(Partners), $"The number of partners is {Partners}; it has to be in [1, 100].");
        if (ValidationShare is not (>= 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(ValidationShare), $"The share for validation is {ValidationShare}; it has to be in [0, 0.5].");
        if (TestShare is not (>= 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(TestShare), $"The share for the test is {TestShare}; it has to be in [0, 0.5].");
        if (ValidationShare + TestShare > 0.5)
            throw new ArgumentOutOfRangeException(nameof(TestShare), $"The shares for validation and test are {ValidationShare + TestShare} together; they have to be at most 0.5.");
        if (ClipsPerRecording is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(ClipsPerRecording), $"The number of clips is {ClipsPerRecording}; it has to be in [1, 10000].");
        if (Threads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(Threads), $"The number of threads is {Threads}; it has to be in [0, 1024].");
        ArgumentNullException.ThrowIfNull(Share);
        Share.Validate();
        MelOptions mel = MelOrPreset;
        if (mel.MelBands != Size || mel.Frames != Size)
            throw new ArgumentOutOfRangeException(nameof(Mel), $"The mel settings give {mel.MelBands} bands and {mel.Frames} frames; both have to be {Size}.");
        mel.Validate();
    }
}
