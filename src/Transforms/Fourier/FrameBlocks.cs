namespace Pix2Pitch.Fourier;

/// <summary>
/// Runs work on several threads in blocks whose boundaries do not depend on the number of threads, so the results do not depend on it either.
/// </summary>
internal static class FrameBlocks
{
    /// <summary>Runs <paramref name="body"/>(start, end) for every block of <paramref name="blockSize"/> out of <paramref name="count"/>.</summary>
    public static void Run(int count, int blockSize, int maxThreads, Action<int, int> body)
    {
        int blocks = (count + blockSize - 1) / blockSize;
        if (blocks <= 1 || maxThreads == 1)
        {
            for (int start = 0; start < count; start += blockSize) body(start, Math.Min(count, start + blockSize));
            return;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads > 0 ? maxThreads : -1 };
        Parallel.For(0, blocks, options, block => body(block * blockSize, Math.Min(count, (block + 1) * blockSize)));
    }

    public static void CheckThreads(int maxThreads)
    {
        if (maxThreads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(maxThreads), maxThreads, "The number of threads must be 0 (all processors) to 1024.");
    }
}
