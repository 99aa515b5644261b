using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pix2Pitch.Terminal;

/// <summary>Runs a program of one or several commands, and reports its errors.</summary>
internal static class ProgramRunner
{
    /// <summary>The argument that means standard input, in commands that read it.</summary>
    public const string StandardInput = "-";

    /// <summary>Parses the arguments and runs the command that they name.</summary>
    /// <param name="root">The program; <c>--verbose</c> is added to its options.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The <see cref="ExitCode"/>. Standard error says what is wrong, in one sentence for each error.</returns>
    public static int Run(RootCommand root, string[] args)
    {
        Console.SetOut(new GuardedWriter(Console.Out));
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };
        root.Options.Add(verbose);
        // On Linux and macOS these are paths, which a shell would complete as options.
        if (!OperatingSystem.IsWindows() && root.Options.OfType<HelpOption>().FirstOrDefault() is { } help)
        {
            help.Aliases.Remove("/h");
            help.Aliases.Remove("/?");
        }
        bool isQuestion = SuggestDirective.IsIn(args);
        if (isQuestion) args = SuggestDirective.Adapted(args);
        foreach (Command command in root.Subcommands.Prepend(root)) Validate(command);
        // '@list.txt' means what the command says that it means, not more arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction or null || parsed.Errors.Count > 0)
        {
            foreach (string sentence in UsageErrors.Of(parsed)) WriteError(sentence);
            Command command = parsed.CommandResult.Command;
            WriteError($"'{(command == root ? "" : $"{root.Name} ")}{command.Name} --help' shows how to use it.");
            return ExitCode.WrongUsage;
        }
        try
        {
            // Exceptions and signals are handled here and by Signals, not by the parser's library.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception) when (isQuestion)
        {
            return 0; // a shell that completes a half-written line shows nothing rather than an error
        }
        catch (Exception e)
        {
            WriteError(ErrorMessage.Of(e));
            if (parsed.GetValue(verbose)) WriteError(e.ToString());
            return e is UsageException ? ExitCode.WrongUsage : ExitCode.Failure;
        }
    }

    /// <summary>Refuses empty values, which a variable of a script that is not set gives, and options that do not exist, which the parser takes for arguments.</summary>
    private static void Validate(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                string[] values = [.. result.Tokens.Select(token => token.Value)];
                if (values.Any(string.IsNullOrWhiteSpace)) result.AddError($"The argument <{argument.Name}> is empty; give it a value.");
                foreach (string name in values.Where(value => value.StartsWith('-') && value != StandardInput && !Path.Exists(value)))
                    result.AddError(UsageErrors.UnknownOption(name, command));
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

    private static void WriteError(string text)
    {
        try
        {
            Console.Error.WriteLine(text);
        }
        catch (IOException)
        {
            // Standard error is closed; the exit code still reports the error.
        }
    }
}
