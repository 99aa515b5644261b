namespace Pix2Pitch.Pairing;

/// <summary>How much is held out of training.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of each style's rows that goes into validation, 0 to 0.5. Default: 0.</summary>
    public double ValidationShare { get; init; }

    /// <summary>The share of each style's rows that goes into the test set, 0 to 0.5; both shares together are at most 0.5. Default: 0.</summary>
    public double TestShare { get; init; }

    /// <summary>Decides which groups are held out.</summary>
    public int Seed { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains the value and the range.</exception>
    public void Validate()
    {
        Check(nameof(ValidationShare), ValidationShare);
        Check(nameof(TestShare), TestShare);
        if (ValidationShare + TestShare > 0.5)
            throw new ArgumentOutOfRangeException(nameof(TestShare), TestShare,
                $"ValidationShare and TestShare are {ValidationShare + TestShare} together; they have to be at most 0.5.");
    }

    private static void Check(string name, double share)
    {
        if (!(share is >= 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(name, share, $"{name} is {share}; it has to be from 0 to 0.5.");
    }
}
