using System.Runtime.ExceptionServices;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Does pieces of work on a number of threads and hands the results on in their order. However long one takes, only a few results wait
/// for it. May be used from several threads at a time, which then share the threads of the work.
/// </summary>
/// <param name="threads">How many.</param>
internal sealed class OrderedWork(int threads)
{
    private readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;

    /// <summary>Does the pieces 0 to <paramref name="count"/> - 1. What one of them throws ends all and is thrown.</summary>
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
                // The piece that is due is in somebody's hands already, so this ends.
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
