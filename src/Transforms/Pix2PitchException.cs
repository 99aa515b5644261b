namespace Pix2Pitch;

/// <summary>
/// Something that the user can fix: a file that is not what it should be, a setting that does not fit. The message is one
/// sentence that names the file or the setting and says what to do.
/// </summary>
public sealed class Pix2PitchException : Exception
{
    /// <param name="message">One sentence for a person: what is wrong with which file or setting, and the fix.</param>
    /// <param name="innerException">What a library said, shown only on request.</param>
    public Pix2PitchException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
