using System.CommandLine;
using Pix2Pitch.Cli.Usage;

namespace Pix2Pitch.Training.Commands;

/// <summary>The command line: 0 when all went well, 1 with a sentence on standard error when not, 2 for wrong usage.</summary>
internal static class TrainingCommand
{
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show where an error comes from.", Recursive = true };

    public static int Run(string[] args)
    {
        var root = new RootCommand("Prepares data, trains the Pix2Pix network and exports it to ONNX.")
        {
            PrepareCommand.Create(), TrainCommand.Create(), ExportCommand.Create(),
        };
        root.Options.Add(Verbose);
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (string sentence in UsageErrors.Of(result))
                Console.Error.WriteLine(sentence);
            Console.Error.WriteLine("See --help.");
            return 2;
        }
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Runs a command's work and turns what goes wrong into a sentence and an exit code.</summary>
    public static int Guard(ParseResult result, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            bool verbose = result.GetValue(Verbose);
            (int code, string sentence) = e switch
            {
                Pix2PitchException => (1, e.Message),
                OperationCanceledException => (1, "Stopped; nothing was changed."),
                ArgumentOutOfRangeException { ParamName: not null } => (2, e.Message.Split(" (Parameter")[0]),
                IOException or UnauthorizedAccessException => (1, e.Message),
                DllNotFoundException => (1, e.Message), // libtorch, which says how to have it
                _ => (1, $"Something went wrong that was not foreseen: {e.Message.Split('\n')[0].Trim()}{(verbose ? "" : " (--verbose shows where)")}"),
            };
            Console.Error.WriteLine(verbose ? e.ToString() : sentence);
            return code;
        }
    }
}
