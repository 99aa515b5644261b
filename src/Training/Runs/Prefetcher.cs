using System.Diagnostics;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>Fills the memory of the next step on another thread while a step is computed.</summary>
internal sealed class Prefetcher : IDisposable
{
    private readonly Action<long, BatchSlot> _fill;
    private readonly Func<Device, BatchSlot> _create;
    private readonly BatchSlot?[] _slots;
    private readonly long _last;
    private Task? _filling;
    private long _filledStep;
    private int _next, _fills;
    private long _ticks;

    /// <summary>Creates the prefetcher; it begins with the first step.</summary>
    /// <param name="create">Makes a slot for the device of the tensors.</param>
    /// <param name="fill">Fills a slot for a step. It runs on another thread, for one step at a time, and must not call libtorch.</param>
    /// <param name="last">The last step; 0 for no last step.</param>
    /// <param name="unfinished">How many steps a GPU may be behind: copies from as many slots may not have happened yet.</param>
    public Prefetcher(Func<Device, BatchSlot> create, Action<long, BatchSlot> fill, long last, int unfinished = 1)
    {
        (_create, _last, _slots) = (create, last, new BatchSlot?[unfinished + 1]);
        _fill = (step, slot) =>
        {
            long start = Stopwatch.GetTimestamp();
            fill(step, slot);
            Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
            Interlocked.Increment(ref _fills);
        };
    }

    /// <summary>The mean time in seconds that it took to fill a slot; null before the first.</summary>
    public double? SecondsPerFill => _fills == 0 ? null : Stopwatch.GetElapsedTime(0, _ticks).TotalSeconds / _fills;

    /// <summary>
    /// The examples of a step, which are valid until those of another step are asked for. The step before must not be in use any more.
    /// </summary>
    public BatchSlot Load(long step, Device device)
    {
        BatchSlot slot;
        if (_filling is not null && _filledStep == step)
        {
            slot = _slots[_next]!;
            Task filling = _filling;
            _filling = null;
            filling.GetAwaiter().GetResult(); // a broken file is reported in the step that needs it
        }
        else
        {
            Wait();
            slot = _slots[_next] ??= _create(device);
            _fill(step, slot);
        }
        _next = (_next + 1) % _slots.Length;
        if (_last == 0 || step < _last)
        {
            BatchSlot following = _slots[_next] ??= _create(device);
            _filledStep = step + 1;
            _filling = Task.Run(() => _fill(step + 1, following));
        }
        return slot;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Wait();
        foreach (BatchSlot? slot in _slots)
            slot?.Dispose();
    }

    // What was filled for a step that nobody asked for is left, and so is its error.
    private void Wait()
    {
        if (_filling is null) return;
        ((IAsyncResult)_filling).AsyncWaitHandle.WaitOne();
        _ = _filling.Exception;
        _filling = null;
    }
}
