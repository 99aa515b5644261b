using System.Runtime;

namespace Pix2Pitch.Training.Native;

/// <summary>
/// Lets the garbage collector run only between training steps. TorchSharp 0.107 does not keep a <c>Scalar</c> alive while libtorch uses it: if the collector runs meanwhile, the
/// finalizer frees the number, and libtorch fails ("Expected false to be true") or computes with another one.
/// </summary>
internal static class GarbageCollection
{
    private const long MinBudget = 32L << 20;

    private const int MaxYoungCollections = 15;

    private static readonly Lock s_lock = new();
    private static long s_start, s_budget, s_kept;
    private static int s_users, s_youngCollections = MaxYoungCollections;

    /// <summary>Begins to control when the collector runs; to be ended by <see cref="Release"/>.</summary>
    public static void Hold()
    {
        lock (s_lock) s_users++;
    }

    /// <summary>
    /// Collects now if the next step could fill what is left until the next collection; does nothing unless somebody holds the collector. No libtorch function may be running
    /// on this thread.
    /// </summary>
    /// <param name="bytesOfStep">About how much memory a step allocates.</param>
    public static void BeforeStep(long bytesOfStep)
    {
        lock (s_lock)
        {
            if (s_users == 0) return;
            bool isHeld = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
            if (isHeld && GC.GetTotalAllocatedBytes() - s_start + 2 * bytesOfStep < s_budget)
                return;
            if (isHeld)
            {
                GC.EndNoGCRegion();
                // The runtime collects below by itself only if it finds no room, and takes new memory as long as the machine has some. The numbers that wait for the finalizer hold
                // memory of libtorch too. Until somebody held it, the collector ran when it wanted to.
                Collect();
            }
            s_budget = Math.Max(MinBudget, 4 * bytesOfStep);
            try
            {
                GC.TryStartNoGCRegion(s_budget);
            }
            catch (ArgumentOutOfRangeException)
            {
                // More than the runtime can set aside: the collector runs when it wants to, as without this class.
            }
            s_start = GC.GetTotalAllocatedBytes();
        }
    }

    /// <summary>Lets the collector run again when it wants to, if nobody else controls it.</summary>
    public static void Release()
    {
        lock (s_lock)
        {
            if (--s_users == 0 && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        }
    }

    // Nearly all garbage of a step is young. To look at all objects takes 60 times as long in a program that keeps 100 MB, so that is done only if the last collection left as much as a
    // budget behind, as it does with large arrays, and from time to time, because a small object that was left can hold much memory of libtorch.
    private static void Collect()
    {
        bool collectsAll = s_youngCollections == MaxYoungCollections;
        GC.Collect(collectsAll ? GC.MaxGeneration : 1);
        long left = GC.GetTotalMemory(forceFullCollection: false);
        if (collectsAll) (s_youngCollections, s_kept) = (0, left);
        else s_youngCollections = left - s_kept < s_budget ? s_youngCollections + 1 : MaxYoungCollections;
    }
}
