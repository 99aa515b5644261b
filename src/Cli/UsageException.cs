namespace Pix2Pitch.Cli;

/// <summary>The command was used wrongly, in a way that only shows once its arguments are looked at together.</summary>
internal sealed class UsageException(string message) : Exception(message);
