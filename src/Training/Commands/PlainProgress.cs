using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Commands;

/// <summary>Lines for a log file: one where diversity is measured, and what the user has to know.</summary>
internal sealed class PlainProgress(TextWriter output, long last) : ITrainingObserver
{
    private readonly Pace _pace = new(last);

    public void Started(RunState state) => Write(
        $"run {state.RunId} on the {(state.Accelerator == Accelerator.Cuda ? "GPU (CUDA)" : "CPU")}{(state.Step > 0 ? $", going on after step {state.Step}" : "")}");

    public void Stepped(StepLosses losses, DiversityMeasure? diversity, double seconds)
    {
        _pace.Add(seconds);
        if (diversity is null)
            return;
        Write($"step {losses.Step}  d1 {losses.D1:F3}  d2 {losses.D2:F3}  g {losses.G:F3}  L1 {losses.L1:F4}  diversity {diversity.Generated:F4} "
            + $"({diversity.Ratio:P0} of real)  seeds {diversity.Seeds:F4}  {_pace.Seconds:F3} s/step  {_pace.Left(losses.Step)}");
    }

    public void Saved(long steps) => Write($"step {steps} saved");

    public void Warned(string sentence) => Write(sentence);

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
