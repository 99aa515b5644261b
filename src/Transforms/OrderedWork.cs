using System.Runtime.ExceptionServices;

namespace Pix2Pitch;

/// <summary>
/// Runs work on a number of threads and delivers the results in order. Only a limited number of results wait for one that takes long. Several threads
/// can use it at the same time; they share its threads.
/// </summary>
/// <param name="threads">Number of threads.</param>
internal sealed class OrderedWork(int threads)
{
    private readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;

    /// <summary>Runs the work 0 to <paramref name="count"/> - 1. The first exception stops all and is thrown.</summary>
    public void Run<T>(int count, Func<int, T> work, Action<int, T> deliver, CancellationToken cancellation)
    {
        int window = 2 * threads + 2, next = 0, due = 0;
        var ready = new Dictionary<int, T>();
        ExceptionDispatchInfo? failure = null;
        Task[] tasks = [.. Enumerable.Range(0, Math.Min(threads, count))
            .Select(_ => Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.None, _scheduler))];
        Task.WaitAll(tasks, CancellationToken.None);
        failure?.Throw();

        void Loop()
        {
            try
            {
                while (Take() is { } number)
                    Give(number, work(number));
            }
            catch (Exception e)
            {
                lock (ready)
                {
                    failure ??= ExceptionDispatchInfo.Capture(e);
                    Monitor.PulseAll(ready);
                }
            }
        }

        int? Take()
        {
            lock (ready)
            {
                // A thread is already working on the next result to deliver, so this ends.
                while (failure is null && next < count && next - due >= window)
                    Monitor.Wait(ready);
                cancellation.ThrowIfCancellationRequested();
                return failure is null && next < count ? next++ : null;
            }
        }

        void Give(int number, T result)
        {
            lock (ready)
            {
                ready[number] = result;
                while (failure is null && ready.Remove(due, out T? first))
                    deliver(due++, first);
                Monitor.PulseAll(ready);
            }
        }
    }
}
