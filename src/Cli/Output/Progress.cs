using Spectre.Console;

namespace Pix2Pitch.Cli.Output;

/// <summary>
/// Says what is being done, on stderr and only on a terminal, and prints results on stdout. Where both are the terminal, results go
/// through the display that moves there, so that the two do not write over each other.
/// </summary>
internal sealed class Progress
{
    private readonly IAnsiConsole? _console;
    private readonly StatusContext? _status;

    private Progress(IAnsiConsole? console, StatusContext? status) => (_console, _status) = (console, status);

    /// <summary>Does <paramref name="work"/>, which says more as it goes.</summary>
    public static void Run(string what, Action<Progress> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(new Progress(null, null));
            return;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Status().Start(Markup.Escape(what), status => work(new Progress(console, status)));
    }

    /// <summary>Says what is being done now.</summary>
    public void Say(string what) => _status?.Status(Markup.Escape(what));

    /// <summary>Prints a line of the result.</summary>
    public void Print(string line)
    {
        if (_console is null || Console.IsOutputRedirected) Console.WriteLine(line);
        else _console.WriteLine(line);
    }

    /// <summary>Says on stderr what went wrong, and goes on.</summary>
    public void Warn(string line)
    {
        if (_console is null) Console.Error.WriteLine(line);
        else _console.WriteLine(line);
    }
}
