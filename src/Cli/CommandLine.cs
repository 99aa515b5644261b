using System.CommandLine;
using System.CommandLine.Invocation;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Cli.Output;

namespace Pix2Pitch.Cli;

/// <summary>The command line as a whole: what it understands, and how it ends.</summary>
internal static class CommandLine
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code: 0, 1 for an error of which stderr tells, 2 for wrong usage.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var verbose = new Option<bool>("--verbose") { Description = "Show where an error came from.", Recursive = true };
        var root = new RootCommand("Turns paintings into music.")
        {
            verbose, GenerateCommand.Create(), InvertCommand.Create(), DescribeCommand.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction or null || parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct()) Console.Error.WriteLine(message);
            string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
            Console.Error.WriteLine($"'pix2pitch {command}--help' shows how to use it.");
            return WrongUsage;
        }
        using var interruption = new Interruption();
        try
        {
            // Ctrl-C is ours, and so are the exceptions.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e)
        {
            return Report(e, parsed.GetValue(verbose));
        }
    }

    private static int Report(Exception e, bool verbose)
    {
        Pix2PitchException? known = Causes(e).OfType<Pix2PitchException>().FirstOrDefault();
        UsageException? usage = e as UsageException;
        Console.Error.WriteLine(known?.Message ?? usage?.Message ?? $"Something went wrong that should not have "
            + $"({e.GetType().Name}: {FirstLine(e.Message)}); run again with --verbose and report it.");
        if (verbose) Console.Error.WriteLine(e);
        return usage is null ? Failure : WrongUsage;
    }

    private static IEnumerable<Exception> Causes(Exception? e)
    {
        for (; e is not null; e = e.InnerException) yield return e;
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
}
