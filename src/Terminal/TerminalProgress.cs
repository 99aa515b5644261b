using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pix2Pitch.Terminal;

/// <summary>Progress on a terminal: a line for each stage, with a bar, the share and the time left.</summary>
internal sealed class TerminalProgress : Progress
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private ProgressTask _line;
    private (long Timestamp, long Done)? _start;

    private TerminalProgress(IAnsiConsole console, ProgressContext context, string description)
        => (_console, _context, _line) = (console, context, AddLine(console, context, description));

    public override bool IsShown => true;

    /// <summary>See <see cref="Progress.Run{T}(string, Func{Progress, T}, CancellationToken)"/>.</summary>
    public static new T Run<T>(string description, Func<Progress, T> work, CancellationToken stop)
        => Run(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), description, work, stop);

    internal static T Run<T>(IAnsiConsole console, string description, Func<Progress, T> work, CancellationToken stop)
        => console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ShareColumn())
            .Start(context =>
            {
                var progress = new TerminalProgress(console, context, description);
                using CancellationTokenRegistration stopping = stop.Register(() => progress.Describe("stopping; Ctrl-C again ends the program at once"));
                return work(progress);
            });

    public override void Next(string description)
    {
        _line.IsIndeterminate = false;
        _line.Value = _line.MaxValue;
        _line = AddLine(_console, _context, description);
        _start = null;
    }

    public override void Describe(string description) => _line.Description = Fit(_console, description);

    public override void Report(long done, long count)
    {
        _line.IsIndeterminate = count == 0;
        if (count == 0)
        {
            _start = null;
            return;
        }
        // What was done before the first report says nothing about the speed.
        _start ??= (Stopwatch.GetTimestamp(), done);
        double perSecond = (done - _start.Value.Done) / Stopwatch.GetElapsedTime(_start.Value.Timestamp).TotalSeconds;
        _line.State.Update<double>(ShareColumn.SecondsLeft, _ => perSecond > 0 ? (count - done) / perSecond : 0);
        _line.MaxValue = count;
        _line.Value = done;
    }

    public override void Print(string line)
    {
        if (Console.IsOutputRedirected) base.Print(line);
        else _console.WriteLine(line);
    }

    public override void Warn(string line) => _console.WriteLine(line);

    private static ProgressTask AddLine(IAnsiConsole console, ProgressContext context, string description)
    {
        ProgressTask line = context.AddTask(Fit(console, description));
        line.IsIndeterminate = true;
        return line;
    }

    /// <summary>Cuts a description that is so long that the share beside it would be cut.</summary>
    private static string Fit(IAnsiConsole console, string description)
    {
        int max = Math.Max(10, console.Profile.Width - "⣽  40 %, 2 h 15 min left ".Length);
        return Markup.Escape(description.Length > max ? $"{description[..(max - 1)]}…" : description);
    }

    /// <summary>"40 %, 12 s left".</summary>
    private sealed class ShareColumn : ProgressColumn
    {
        public const string SecondsLeft = "seconds left";

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            if (task.IsIndeterminate) return Text.Empty;
            double left = task.State.Get<double>(SecondsLeft);
            return new Text($"{Math.Floor(task.Percentage)} %{(left >= 1 ? $", {TimeLeft(TimeSpan.FromSeconds(left))}" : "")}");
        }
    }
}
