namespace Pix2Pitch.Manifests;

/// <summary>A stream whose first bytes can be read in advance.</summary>
internal sealed class PeekStream : ForwardStream
{
    private readonly Stream _inner;
    private ReadOnlyMemory<byte> _first;

    private PeekStream(Stream inner, ReadOnlyMemory<byte> first) => (_inner, _first) = (inner, first);

    /// <summary>The same stream from its start, and its first <paramref name="count"/> bytes, or all if there are fewer.</summary>
    public static PeekStream Of(Stream inner, int count, out ReadOnlySpan<byte> first)
    {
        var bytes = new byte[count];
        int length = inner.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        first = bytes.AsSpan(0, length);
        return new PeekStream(inner, bytes.AsMemory(0, length));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_first.IsEmpty) return _inner.Read(buffer);
        int length = Math.Min(buffer.Length, _first.Length);
        _first.Span[..length].CopyTo(buffer);
        _first = _first[length..];
        return length;
    }
}
