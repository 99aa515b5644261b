namespace Pix2Pitch;

/// <summary>
/// An error that the user can fix, such as a damaged file or options that do not fit together. The message is one sentence that names the file
/// or the option and says what to do.
/// </summary>
public sealed class Pix2PitchException : Exception
{
    /// <param name="message">One sentence: what is wrong with which file or option, and what to do.</param>
    /// <param name="innerException">The cause, for example the exception of a library.</param>
    public Pix2PitchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
