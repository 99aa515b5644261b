using Pix2Pitch.Training.Runs;
using Spectre.Console;

namespace Pix2Pitch.Training.Commands;

/// <summary>A live line on a terminal.</summary>
internal sealed class LiveProgress(ProgressContext context, long last) : ITrainingObserver
{
    private readonly Pace _pace = new(last);
    private readonly ProgressTask _task = context.AddTask("starting", maxValue: Math.Max(1, last));
    private string _diversity = "";

    public void Started(RunState state)
    {
        AnsiConsole.MarkupLineInterpolated($"Training on the {(state.Accelerator == Accelerator.Cuda ? "GPU (CUDA)" : "CPU")}.");
        if (state.Step > 0)
            AnsiConsole.MarkupLineInterpolated($"Going on after step {state.Step}.");
        _task.Value = state.Step;
        _task.IsIndeterminate = last == 0;
    }

    public void Stepped(StepLosses losses, DiversityMeasure? diversity, double seconds)
    {
        _pace.Add(seconds);
        if (diversity is not null)
            _diversity = $"diversity {diversity.Ratio:P0}  ";
        _task.Value = losses.Step;
        _task.Description = Markup.Escape(
            $"step {losses.Step}  d {losses.D1:F2}/{losses.D2:F2}  g {losses.G:F2}  L1 {losses.L1:F3}  {_diversity}{_pace.Seconds:F2} s/step  {_pace.Left(losses.Step)}");
    }

    public void Saved(long steps)
    {
    }

    public void Warned(string sentence) => AnsiConsole.MarkupLineInterpolated($"[yellow]{sentence}[/]");
}
