namespace Pix2Pitch.Cli.Studio;

/// <summary>
/// Shares the workers fairly among visitors: the next piece is one of the work that has had the fewest seconds of music since it came (start-time fair queuing; P. Goyal,
/// H. M. Vin and H. Cheng, SIGCOMM 1996). So a short work does not wait for all pieces of long ones, no work waits for ever, and a lone visitor uses all workers. The number
/// of works is limited.
/// </summary>
internal sealed class StudioQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<StudioJob> _waiting = []; // works with pieces that nobody has begun, as they came
    private readonly SemaphoreSlim _pieces = new(0);
    private readonly Thread[] _workers;
    private readonly int _maxWorks;
    private int _works;
    private double _served; // the virtual time: the tag of the work of which a piece was begun last
    private volatile bool _isClosed, _isDisposed;

    public StudioQueue(int workers, int maxWorks)
    {
        _maxWorks = maxWorks;
        _workers = [.. Enumerable.Range(0, workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"studio {i}" })];
        foreach (Thread worker in _workers) worker.Start();
    }

    /// <summary>How many works have a place: those that are sent, wait or are worked on.</summary>
    public int Works => Volatile.Read(ref _works);

    /// <summary>Takes a place, before the painting is received. Each place must be given back with <see cref="Leave"/>.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryEnter()
    {
        if (_isClosed) return false;
        if (Interlocked.Increment(ref _works) <= _maxWorks) return true;
        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _works);

    /// <summary>Puts a work into the queue.</summary>
    public void Add(StudioJob job)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                job.Tag = _served; // what others had before it came does not count
                _waiting.AddLast(job);
                _pieces.Release();
                return;
            }
        }
        job.Stop(Closing());
        job.End();
    }

    /// <summary>The place of a work that nobody works on yet, from 1; 0 if it has begun or ended.</summary>
    public int PlaceOf(StudioJob job)
    {
        lock (_lock)
        {
            if (job.Begun > 0) return 0;
            int place = 1;
            foreach (StudioJob other in _waiting)
            {
                if (other == job) return place;
                if (other.Begun == 0) place++;
            }
            return 0;
        }
    }

    /// <summary>Ends a work: pieces that are being made end soon, others are not begun.</summary>
    public void Stop(StudioJob job, Exception reason)
    {
        job.Stop(reason);
        bool ends;
        lock (_lock) ends = _waiting.Remove(job) && job.Running == 0;
        if (ends) job.End();
    }

    /// <summary>Refuses new works and those that nobody has begun; the others go on.</summary>
    public void Close()
    {
        StudioJob[] refused;
        lock (_lock)
        {
            _isClosed = true;
            refused = [.. _waiting.Where(job => job.Begun == 0)];
        }
        foreach (StudioJob job in refused) Stop(job, Closing());
    }

    public void Dispose()
    {
        Close();
        StudioJob[] begun;
        lock (_lock) begun = [.. _waiting];
        foreach (StudioJob job in begun) Stop(job, Closing());
        _isDisposed = true;
        _pieces.Release(_workers.Length);
        foreach (Thread worker in _workers) worker.Join();
        _pieces.Dispose();
    }

    private static Pix2PitchException Closing() => new("The studio is being closed: try again later.");

    private void Work()
    {
        while (true)
        {
            _pieces.Wait();
            if (_isDisposed) return;
            StudioJob job;
            int take;
            lock (_lock)
            {
                // A work that was stopped has left the queue, but not the count.
                if (_waiting.MinBy(waiting => waiting.Tag) is not { } next) continue; // the first of those that are equal
                job = next;
                _served = job.Tag;
                job.Tag += job.Request.Seconds;
                take = job.Begun++;
                job.Running++;
                if (job.Begun < job.Takes) _pieces.Release();
                else _waiting.Remove(job);
            }
            job.Make(take);
            bool ends;
            lock (_lock)
            {
                job.Running--;
                if (job.IsStopped) _waiting.Remove(job);
                ends = job.Running == 0 && (job.IsStopped || job.Begun == job.Takes);
            }
            if (ends) job.End();
        }
    }
}
