namespace Pix2Pitch.Pairing;

/// <summary>How much is held out of training.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of each style's rows that goes into the validation split, 0 to 0.5. Default: 0.</summary>
    public double ValidationShare { get; init; }

    /// <summary>The share of each style's rows that goes into the test split, 0 to 0.5; both shares together are at most 0.5. Default: 0.</summary>
    public double TestShare { get; init; }

    /// <summary>Decides which groups are held out.</summary>
    public int Seed { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Check(ValidationShare, 0, 0.5);
        OptionRange.Check(TestShare, 0, 0.5);
        OptionRange.Require(ValidationShare + TestShare <= 0.5, TestShare, $"at most 0.5 together with {nameof(ValidationShare)}, which is {ValidationShare}");
    }
}
