namespace Pix2Pitch.Terminal;

/// <summary>The exit codes of the programs. A program that a signal ends at once has 128 plus the number of the signal.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Standard error says what failed.</summary>
    public const int Failure = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int WrongUsage = 2;
}
