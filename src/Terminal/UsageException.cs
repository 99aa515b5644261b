namespace Pix2Pitch.Terminal;

/// <summary>The arguments are wrong in a way that the parser cannot find.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Validates options that come from the command line: a value out of range is wrong usage, not an error of the program.</summary>
    public static void ThrowIfInvalid(Action validate)
    {
        try
        {
            validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new UsageException(OptionRange.Reason(e), e);
        }
    }
}
