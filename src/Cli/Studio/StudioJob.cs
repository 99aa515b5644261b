using System.Diagnostics.CodeAnalysis;
using Pix2Pitch.Generation;

namespace Pix2Pitch.Cli.Studio;

/// <summary>The music of one painting while it is made: several pieces, which workers of a <see cref="StudioQueue"/> make in any order. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of cancellation has no timer, and a worker may still look at it.")]
internal sealed class StudioJob
{
    private readonly Lazy<(GeneratedMusic.Source Painting, string Colours)> _painting;
    private readonly (int Done, int Count)[] _steps;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PaintingToMusic _music;
    private Exception? _error;

    /// <param name="request">What is made.</param>
    /// <param name="music">What makes it.</param>
    /// <param name="painting">The file of the painting.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="takes">The number of pieces.</param>
    public StudioJob(StudioRequest request, PaintingToMusic music, string painting, string folder, int takes)
    {
        (Request, Folder, Painting, Takes) = (request, folder, painting, takes);
        _music = music;
        _steps = new (int, int)[takes];
        // The first piece reads it, for all.
        _painting = new(() => (music.Read(painting, request.JudgesStyle), StudioHistory.AddPicture(painting, folder)));
    }

    public StudioRequest Request { get; }

    public string Folder { get; }

    public string Painting { get; }

    public int Takes { get; }

    /// <summary>Completed when no worker works on it any more; the error is that of the work, also <see cref="OperationCanceledException"/>.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many pieces workers have begun; protected by the lock of the queue.</summary>
    public int Begun { get; set; }

    /// <summary>Its share of the work so far, in seconds of music on the clock of the queue; protected by the lock of the queue.</summary>
    public double Tag { get; set; }

    /// <summary>How many workers are working on it; protected by the lock of the queue.</summary>
    public int Running { get; set; }

    /// <summary>Whether no more pieces are begun.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>The completed steps, and all steps as far as known.</summary>
    public (int Done, int Count) Steps
    {
        get
        {
            lock (_steps)
            {
                int most = Math.Max(1, _steps.Max(step => step.Count));
                return (_steps.Sum(step => step.Done), Takes * most); // pieces of one painting have the same number of steps
            }
        }
    }

    /// <summary>Ends the work soon.</summary>
    public void Stop(Exception reason)
    {
        Interlocked.CompareExchange(ref _error, reason, null);
        _stop.Cancel();
    }

    /// <summary>Makes a piece.</summary>
    public void Make(int take)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            (GeneratedMusic.Source painting, string colours) = _painting.Value;
            GeneratedMusic made = _music.Generate(
                painting, unchecked(Request.Seed + take), Request.Style, Request.Seconds, Request.Creativity, new TakeProgress(this, take), _stop.Token);
            _stop.Token.ThrowIfCancellationRequested();
            StudioHistory.AddTake(Folder, take, made, Request.Name, colours);
        }
        catch (Exception e)
        {
            Stop(e);
        }
    }

    /// <summary>Called once, when no worker works on it any more.</summary>
    public void End()
    {
        if (_error is { } error) _ended.SetException(error);
        else _ended.SetResult();
    }

    private sealed class TakeProgress(StudioJob job, int take) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value)
        {
            lock (job._steps) job._steps[take] = value;
        }
    }
}
