namespace Pix2Pitch.Training.Commands;

/// <summary>Seconds a step, as a mean over the last hundred or so, and the time that is left.</summary>
internal sealed class Pace(long steps)
{
    public double Seconds { get; private set; }

    public void Add(double seconds) => Seconds = Seconds == 0 ? seconds : Seconds + (seconds - Seconds) * 0.02;

    public string Left(long step)
    {
        if (steps <= step)
            return "";
        TimeSpan left = TimeSpan.FromSeconds((steps - step) * Seconds);
        return left.TotalHours >= 1 ? $"{(int)left.TotalHours} h {left.Minutes} min left" : left.TotalMinutes >= 1 ? $"{left.Minutes} min left" : $"{left.Seconds} s left";
    }
}
