using System.Diagnostics;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Monitoring;

/// <summary>
/// Writes what shows how a run goes: previews, event files and the report. What cannot be written gives one warning and is then left out; the training
/// goes on.
/// </summary>
internal sealed class RunMonitor : IDisposable
{
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromMinutes(1);

    private readonly MonitoringOptions _options;
    private readonly string _folder;
    private readonly Action<string> _warn;
    private readonly PreviewFolder _previews;
    private readonly PreviewWriter _previewWriter;
    private readonly HashSet<string> _failed = [];
    private EventFile? _events;
    private long _lastPreview = Stopwatch.GetTimestamp(), _lastReport = Stopwatch.GetTimestamp();

    /// <summary>Starts, and removes what belongs to steps after the one from which the run continues.</summary>
    /// <param name="options">What to write.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="state">The run at the step from which it continues.</param>
    /// <param name="evaluator">Has the paintings of the previews.</param>
    /// <param name="warn">Receives the warnings.</param>
    public RunMonitor(MonitoringOptions options, string folder, RunState state, Evaluator evaluator, Action<string> warn)
    {
        (_options, _folder, _warn) = (options, folder, warn);
        _previews = new PreviewFolder(folder);
        _previewWriter = new PreviewWriter(_previews, evaluator, state.Data.Mel, state.RunId, options);
        Try("Previews", () => _previews.DeleteAfter(state.Step));
        if (options.TensorBoard) Try("TensorBoard's event files", () => _events = new EventFile(folder, state.Step));
    }

    /// <summary>A step is completed.</summary>
    public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds)
    {
        if (_events is not null)
        {
            Try("TensorBoard's event files", () => _events.Write(losses.Step,
            [
                .. RunLog.Losses(losses).Select(figure => ($"loss/{figure.Name}", figure.Value)),
                .. metrics is null ? [] : RunLog.Metrics(metrics).Select(figure => ($"evaluation/{figure.Name}", figure.Value)),
                ("speed/seconds_per_step", seconds),
            ]));
        }
        if (_options.PreviewMinutes > 0 && Stopwatch.GetElapsedTime(_lastPreview).TotalMinutes >= _options.PreviewMinutes)
            WritePreviews(losses.Step);
    }

    /// <summary>A checkpoint was written. The report follows, but at most once a minute.</summary>
    public void OnCheckpoint()
    {
        if (Stopwatch.GetElapsedTime(_lastReport) >= s_betweenReports) WriteReport();
    }

    /// <summary>The training has ended and is saved. A training that was cancelled should end soon, and gets no previews.</summary>
    public void OnEnd(long step, bool isCancelled)
    {
        if (!isCancelled && _options.PreviewMinutes > 0 && !_previews.Steps.Contains(step)) WritePreviews(step);
        WriteReport();
    }

    public void Dispose() => _events?.Dispose();

    private void WritePreviews(long step)
    {
        Try("Previews", () => _previewWriter.Write(step));
        _lastPreview = Stopwatch.GetTimestamp();
    }

    private void WriteReport()
    {
        if (_options.Report) Try("The report", () => RunReportBuilder.Write(_folder));
        _lastReport = Stopwatch.GetTimestamp();
    }

    private void Try(string what, Action write)
    {
        if (_failed.Contains(what)) return;
        try
        {
            write();
        }
        catch (Exception e) when (e is Pix2PitchException || AtomicFile.IsWriteError(e))
        {
            _failed.Add(what);
            _warn($"{what} cannot be written any more, but training continues: {AtomicFile.ReasonOf(e)}.");
        }
    }
}
