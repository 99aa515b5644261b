namespace Pix2Pitch.Terminal;

/// <summary>
/// Shows what is being done and how much of it, on standard error if that is a terminal (<see cref="TerminalProgress"/>), and prints results
/// and messages, which do not disturb the display. This base class shows nothing: standard error goes into a file or a pipe.
/// </summary>
internal class Progress : IProgress<(int Done, int Count)>
{
    /// <summary>Whether there is a display.</summary>
    public virtual bool IsShown => false;

    /// <summary>Does work that takes longer than a moment.</summary>
    /// <param name="description">What is done first.</param>
    /// <param name="work">The work, which reports its progress.</param>
    /// <param name="stop">When it is cancelled, the display says that the work is stopping.</param>
    public static T Run<T>(string description, Func<Progress, T> work, CancellationToken stop = default)
        => Console.IsErrorRedirected ? work(new Progress()) : TerminalProgress.Run(description, work, stop); // loads Spectre.Console

    /// <summary>Ends the present line of the display and starts one for the next stage.</summary>
    public virtual void Next(string description)
    {
    }

    /// <summary>Changes the text of the present line.</summary>
    public virtual void Describe(string description)
    {
    }

    /// <summary>Changes the bar of the present line; a count of 0 means that it is unknown.</summary>
    public virtual void Report(long done, long count)
    {
    }

    void IProgress<(int Done, int Count)>.Report((int Done, int Count) value) => Report(value.Done, value.Count);

    /// <summary>Prints a line of the result on standard output.</summary>
    public virtual void Print(string line) => Console.WriteLine(line);

    /// <summary>Prints a message on standard error.</summary>
    public virtual void Warn(string line) => Console.Error.WriteLine(line);

    /// <summary>"2 h 5 min left", "3 min left" or "12 s left".</summary>
    public static string TimeLeft(TimeSpan left)
        => left.TotalHours >= 1 ? $"{(int)left.TotalHours} h {left.Minutes} min left" : left.TotalMinutes >= 1 ? $"{left.Minutes} min left" : $"{left.Seconds} s left";
}
