using System.Diagnostics.Metrics;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Monitoring;

/// <summary>
/// A run with <see cref="Samples.Options"/> that was killed after a preview of a later step, and was continued from the checkpoint of step 5 to the end, with previews
/// after every step; and what its counters said.
/// </summary>
public sealed class MonitoredRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MonitoredRun()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Pix2Pitch.Training") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        RunTo(9, previewMinutes: 0);
        _folder.Write("previews/step-00000999-1.png", "from before it was killed");
        File.Move(PathOf("checkpoint.previous.p2p"), PathOf("checkpoint.p2p"), overwrite: true);
        Killed = Measurements.Count;
        RunId = RunTo(12, previewMinutes: 1e-9).RunId;
    }

    public string Folder => _folder.Path;

    public string RunId { get; }

    /// <summary>Number of measurements before the run was killed.</summary>
    public int Killed { get; }

    internal List<Measurement> Measurements { get; } = [];

    public string PathOf(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => Measurements.Add(new Measurement(instrument.Name, instrument.Unit!, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!)));

    private RunState RunTo(long last, double previewMinutes)
    {
        using var source = new CancellationTokenSource();
        using var run = new RunFolder(Folder);
        var monitoring = new MonitoringOptions { PreviewMinutes = previewMinutes, PreviewPaintings = 1, MaxPreviewSteps = 3, Command = "train \"my data\"" };
        return new TrainingLoop(Samples.Options, Samples.Data(), Samples.Origin, new StopAfter(last, source), monitoring).Run(run, cancellation: source.Token).State;
    }

    internal sealed record Measurement(string Name, string Unit, double Value, IReadOnlyDictionary<string, string> Tags);

    private sealed class StopAfter(long last, CancellationTokenSource source) : ITrainingObserver
    {
        public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
        {
            if (losses.Step == last) source.Cancel();
        }
    }
}
