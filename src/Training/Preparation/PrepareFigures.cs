namespace Pix2Pitch.Training.Preparation;

/// <summary>What <c>prepare</c> did for the paintings or for the music.</summary>
public sealed class PrepareFigures
{
    private long _rows, _bytesRead, _bytesWritten, _written, _kept;

    /// <summary>Number of paintings or clips that were made from files.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Bytes of the files that were read.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Bytes of the shards that were written.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Number of shards that were written.</summary>
    public long ShardsWritten => Interlocked.Read(ref _written);

    /// <summary>Number of shards that already existed.</summary>
    public long ShardsKept => Interlocked.Read(ref _kept);

    /// <summary>How long it took.</summary>
    public TimeSpan Time { get; internal set; }

    internal void AddRead(long bytes, int rows)
    {
        Interlocked.Add(ref _bytesRead, bytes);
        Interlocked.Add(ref _rows, rows);
    }

    internal void AddWritten(long bytes)
    {
        Interlocked.Add(ref _bytesWritten, bytes);
        Interlocked.Increment(ref _written);
    }

    internal void AddKept() => Interlocked.Increment(ref _kept);
}
