using System.CommandLine;
using System.CommandLine.Invocation;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Cli.Output;
using Pix2Pitch.Cli.Usage;

namespace Pix2Pitch.Cli;

/// <summary>The command line as a whole: what it understands, and how it ends.</summary>
internal static class CommandLine
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code: 0, 1 for an error that stderr describes, 2 for wrong usage.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Console.SetOut(new GuardedWriter(Console.Out));
        var verbose = new Option<bool>("--verbose") { Description = "Show where an error came from.", Recursive = true };
        var root = new RootCommand("Turns paintings into music.")
        {
            verbose, GenerateCommand.Create(), InvertCommand.Create(), DescribeCommand.Create(),
        };
        foreach (Command command in root.Subcommands) RefuseEmptyTexts(command);
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction or null || parsed.Errors.Count > 0)
        {
            foreach (string sentence in UsageErrors.Of(parsed)) Print(sentence);
            string name = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
            Print($"'pix2pitch {name}--help' shows how to use it.");
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
            Print(Failure.Sentence(e));
            if (parsed.GetValue(verbose)) Print(e.ToString());
            return e is UsageException ? WrongUsage : Failed;
        }
    }

    // A variable of a script that is not set: generate "$painting".
    private static void RefuseEmptyTexts(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"The name of a {argument.Name} is empty; name a file.");
            });
        }
        foreach (Option option in command.Options)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"{option.Name} is empty; give it a value or leave it out.");
            });
        }
    }

    private static void Print(string sentence)
    {
        try
        {
            Console.Error.WriteLine(sentence);
        }
        catch (IOException)
        {
            // Nobody can be told; the exit code says it.
        }
    }
}
