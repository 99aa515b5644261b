namespace Pix2Pitch.Terminal;

/// <summary>Turns an exception into one sentence for the user.</summary>
internal static class ErrorMessage
{
    /// <summary>The sentence for an exception. One that is meant for users is found inside others too: ML.NET wraps it.</summary>
    public static string Of(Exception e)
    {
        Exception[] causes = [.. Causes(e)];
        if (causes.OfType<Pix2PitchException>().FirstOrDefault() is { } known) return known.Message;
        if (causes.OfType<DllNotFoundException>().FirstOrDefault() is { } library)
            return $"A native library is missing ({FirstSentence(library)}); build the program again for this platform, or run it with --verbose to see the reason.";
        return e switch
        {
            UsageException => e.Message,
            OperationCanceledException => "Stopped before the end.",
            IOException or UnauthorizedAccessException => $"{FirstLine(e)}; check the path, its permissions and the space on the disk.",
            OutOfMemoryException => "There is not enough memory; close other programs or use smaller files.",
            _ => $"An unexpected error occurred ({FirstLine(e)}); run again with --verbose and report it.",
        };
    }

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }

    private static string FirstLine(Exception e) => (e is ArgumentOutOfRangeException range ? OptionRange.Reason(range) : e.Message).Split('\r', '\n')[0].TrimEnd('.');

    private static string FirstSentence(Exception e) => FirstLine(e).Split(". ")[0];
}
