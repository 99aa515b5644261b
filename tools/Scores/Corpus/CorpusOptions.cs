using Pix2Pitch.Pairing;
using Pix2Pitch.Tools.Scores.Arranging;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>How a corpus is made.</summary>
internal sealed record CorpusOptions
{
    /// <summary>Decides keys, tempi, instrumentations, rooms, loudness and excerpts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Max length of all clips together in hours, more than 0; divided equally between the styles.</summary>
    public double Hours { get; init; } = 7;

    /// <summary>Max clips of one piece, 1 to 1,000. Each is in another arrangement.</summary>
    public int Variants { get; init; } = 16;

    /// <summary>How often instrumentations are used in each style.</summary>
    public InstrumentShares Instruments { get; init; }

    /// <summary>The share of each style's pieces that goes into validation, 0 to 0.5.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>The share of each style's pieces that goes into the test set, 0 to 0.5.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>Whether a piece that cannot be used is an error.</summary>
    public bool Strict { get; init; }

    /// <summary>Number of clips to make at the same time; 1 to 1,024.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The shares to hold out.</summary>
    public SplitOptions Splits => new() { ValidationShare = ValidationShare, TestShare = TestShare };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public void Validate()
    {
        OptionRange.Check(Hours, 0.01, 10000, "h");
        OptionRange.Check(Variants, 1, 1000);
        OptionRange.Check(Instruments);
        OptionRange.Check(Threads, 1, 1024);
        Splits.Validate();
    }
}
