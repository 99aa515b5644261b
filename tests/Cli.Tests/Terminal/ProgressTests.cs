using System.Text.RegularExpressions;
using Pix2Pitch.Terminal;
using Spectre.Console;
using Progress = Pix2Pitch.Terminal.Progress;

namespace Pix2Pitch.Cli.Tests.Terminal;

/// <summary>What a terminal receives.</summary>
public sealed partial class ProgressTests
{
    private static string Show(Action<Progress> work, CancellationToken stop = default)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        TerminalProgress.Run(
            console, "loading [model]", progress =>
            {
                work(progress);
                Thread.Sleep(250); // the display is drawn ten times a second
                return 0;
            },
            stop);
        return Escapes().Replace(output.ToString(), "");
    }

    [Fact]
    public void The_first_description_is_shown_literally() => Assert.Contains("loading [model]", Show(_ => { }));

    [Fact]
    public void A_share_is_shown_in_percent()
    {
        string text = Show(progress =>
        {
            progress.Describe("1 of 1: a.jpg");
            ((IProgress<(int Done, int Count)>)progress).Report((2, 5));
        });
        Assert.Contains("1 of 1: a.jpg", text);
        Assert.Contains("40 %", text);
    }

    [Fact]
    public void An_unknown_share_is_not_shown() => Assert.DoesNotContain("%", Show(progress => progress.Report(0, 0)));

    [Fact]
    public void Each_stage_keeps_its_line()
    {
        string text = Show(progress =>
        {
            progress.Next("paintings");
            progress.Report(1, 2);
            progress.Next("music");
            progress.Report(1, 4);
        });
        Assert.Matches(@"loading \[model\].+ 100 %\s+.*paintings.+ 100 %\s+.*music.+ 25 %", text.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Work_done_before_the_start_does_not_count_for_the_time_left()
    {
        // 1000 of 1100 steps are old. 10 steps in at least 0.5 s leave 90 steps: 4 s or more, and not the moment that 1010 steps in 0.5 s would give.
        string text = Show(progress =>
        {
            progress.Describe("step 1000  d 0.72/0.67  g 0.74  L1 0.362  diversity 12 %  0.37 s/step");
            progress.Report(1000, 1100);
            Thread.Sleep(500);
            progress.Report(1010, 1100);
        });
        Assert.Matches(@"91 %, ([4-9]|[1-5][0-9]) s left", text);
    }

    [Fact]
    public void A_request_to_stop_is_shown()
    {
        using var stop = new CancellationTokenSource();
        Assert.Contains("stopping; Ctrl-C again ends the program at once", Show(_ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void A_message_is_printed_beside_the_display() => Assert.Contains("'a.png' is empty.", Show(progress => progress.Warn("'a.png' is empty.")));

    [Theory]
    [InlineData(7500, "2 h 5 min left")]
    [InlineData(185, "3 min left")]
    [InlineData(12.4, "12 s left")]
    public void The_time_left_has_the_units_that_matter(double seconds, string text) => Assert.Equal(text, Progress.TimeLeft(TimeSpan.FromSeconds(seconds)));

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
