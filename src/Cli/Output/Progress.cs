using Spectre.Console;

namespace Pix2Pitch.Cli.Output;

/// <summary>Says on stderr what is being done, on a terminal; says nothing where stderr is redirected.</summary>
internal static class Progress
{
    /// <summary>Does <paramref name="work"/>, which may say more as it goes.</summary>
    public static void Run(string what, Action<Action<string>> work)
    {
        if (Console.IsErrorRedirected)
        {
            work(static _ => { });
            return;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Status().Start(Markup.Escape(what), status => work(text => status.Status(Markup.Escape(text))));
    }
}
