using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>What is evaluated with what.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>The minimum number of paintings for figures that mean something.</summary>
    public const int MinPaintings = 20;

    /// <summary>The paintings and the music. A part of them is held out (<see cref="HeldOutShare"/>) unless <see cref="TrainingMusic"/> is given.</summary>
    public required LibraryOptions Library { get; init; }

    /// <summary>The list or folder of the training clips. If it is given, all paintings and clips of the library are held-out ones.</summary>
    public string? TrainingMusic { get; init; }

    /// <summary>The prepared folder that the models were trained with: what it holds out is used for evaluation. Null: <see cref="HeldOutShare"/> decides.</summary>
    public string? Prepared { get; init; }

    /// <summary>The file of the classifier, or <c>shipped</c> for <see cref="MusicStyleClassifier.Default"/>; null for one that is trained on the training clips.</summary>
    public string? Classifier { get; init; }

    /// <summary>
    /// The file of a style classifier that judges the pictures, for example one that was trained without the held-out paintings; null for the one of the library.
    /// </summary>
    public string? StyleClassifier { get; init; }

    /// <summary>
    /// A table of paintings whose styles have been judged (<see cref="Evaluation.JudgedStyles"/>): all of them are used, and not only the held-out ones. Null: held-out paintings are judged here.
    /// </summary>
    public string? JudgedStyles { get; init; }

    /// <summary>A folder of pictures unlike the training data, such as photographs; null for none.</summary>
    public string? OtherPictures { get; init; }

    /// <summary>
    /// The share of the paintings (by artist) and clips (by piece) to hold out, 0.01 to 0.5. Default: that of <c>prepare</c>. The music is not the same as
    /// that which <c>prepare</c> holds out; for this, give <see cref="Prepared"/>.
    /// </summary>
    public double HeldOutShare { get; init; } = new PrepareOptions().ValidationShare;

    /// <summary>The maximum number of paintings, 20 to 2000. Default: 106.</summary>
    public int MaxPaintings { get; init; } = 106;

    /// <summary>The maximum number of real clips to compare with, 20 to 2000. Default: 400.</summary>
    public int MaxClips { get; init; } = 400;

    /// <summary>The maximum number of clips from one recording, 1 to 100. Default: 4.</summary>
    public int ClipsPerRecording { get; init; } = 4;

    /// <summary>The number of paintings that music is made from with several seeds, 0 to 2000. Default: 20.</summary>
    public int SeedPaintings { get; init; } = 20;

    /// <summary>The number of seeds for each of them, 2 to 20. Default: 3.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The number of pictures of each other kind, 0 to 1000. Default: 24.</summary>
    public int OtherPictureCount { get; init; } = 24;

    /// <summary>Decides what is held out, the seeds of the music (this one for the first picture, the next one for the next picture), and the random parts of the statistics.</summary>
    public int Seed { get; init; } = new PrepareOptions().Seed;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Check(HeldOutShare, 0.01, 0.5);
        OptionRange.Check(MaxPaintings, MinPaintings, 2000); // rows compare every clip with every other one
        OptionRange.Check(MaxClips, EvaluationMusic.MinClips, 2000);
        OptionRange.Check(ClipsPerRecording, 1, 100);
        OptionRange.Check(SeedPaintings, 0, 2000);
        OptionRange.Check(Seeds, 2, 20);
        OptionRange.Check(OtherPictureCount, 0, 1000);
    }
}
