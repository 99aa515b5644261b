using System.Diagnostics.Metrics;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Monitoring;

/// <summary>
/// The counters of training, for <c>dotnet-counters</c>, OpenTelemetry and <see cref="MeterListener"/>. Every measurement has the tag <c>run</c>, the
/// run's id. Names and units are listed in docs/training.md and never change.
/// </summary>
internal static class TrainingMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Pix2Pitch.Training";

    private static readonly Meter s_meter = new(Name, RunStart.ProgramVersion);

    private static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("pix2pitch.training.steps", "{step}", "Completed training steps.");

    private static readonly Counter<long> s_examples = s_meter.CreateCounter<long>("pix2pitch.training.examples", "{pair}", "Training pairs in these steps.");

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>("pix2pitch.training.step.duration", "s", "Duration of a training step.");

    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>("pix2pitch.training.loss", "1", "Losses of the last step; the tag 'loss' is their column in log.csv.");

    private static readonly Gauge<double> s_evaluation
        = s_meter.CreateGauge<double>("pix2pitch.training.evaluation", "1", "Values of the last evaluation; the tag 'value' is their column in log.csv.");

    /// <summary>Records a step.</summary>
    public static void Record(string runId, int batchSize, StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        var run = new KeyValuePair<string, object?>("run", runId);
        s_steps.Add(1, run);
        s_examples.Add(batchSize, run);
        s_duration.Record(seconds, run);
        foreach ((string name, double value) in s_loss.Enabled ? RunLog.Losses(losses) : []) s_loss.Record(value, run, new("loss", name));
        foreach ((string name, double value) in s_evaluation.Enabled && metrics is not null ? RunLog.Metrics(metrics) : []) s_evaluation.Record(value, run, new("value", name));
    }
}
