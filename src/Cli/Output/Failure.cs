namespace Pix2Pitch.Cli.Output;

/// <summary>What went wrong, as a sentence.</summary>
internal static class Failure
{
    /// <summary>The sentence for an exception: its own message if it is meant for users, also as an inner exception.</summary>
    public static string Sentence(Exception e)
    {
        if (Causes(e).OfType<Pix2PitchException>().FirstOrDefault() is { } known) return known.Message;
        return e switch
        {
            UsageException => e.Message,
            IOException or UnauthorizedAccessException => $"{FirstLine(e.Message).TrimEnd('.')}; check the path, its permissions and the space on the disk.",
            OutOfMemoryException => "There is not enough memory; close other programs or use smaller pictures.",
            _ => $"An unexpected error occurred ({FirstLine(e.Message).TrimEnd('.')}); run again with --verbose and report it.",
        };
    }

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
}
