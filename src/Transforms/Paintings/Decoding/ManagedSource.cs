using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>
/// A file that libvips reads through this process, and not by itself: so reading can be stopped, and two bytes can have other values. libvips refuses TIFF pictures in 8-bit CIE L*a*b*, but
/// returns their raw samples if the file declares them as RGB.
/// </summary>
internal sealed class ManagedSource : IDisposable
{
    private readonly CancellableStream _stream;
    private readonly SourceCustom _source = new();

    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops reading: the decoder gets an error.</param>
    /// <param name="patch">Where two bytes have another value, in the byte order of a TIFF file; null for nowhere.</param>
    internal ManagedSource(string path, CancellationToken cancellation, (long At, ushort Value)? patch = null)
    {
        _stream = new CancellableStream(path, cancellation);
        byte[] bytes = [];
        if (patch is { Value: var value })
        {
            bool isBigEndian = _stream.ReadByte() == 'M';
            bytes = isBigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
            _stream.Position = 0;
        }
        // An exception must not leave a callback of native code; -1 reports an error.
        _source.OnRead += (buffer, length) => CatchErrors(() => Read(buffer, length, patch?.At ?? 0, bytes));
        _source.OnSeek += (offset, origin) => CatchErrors(() => _stream.Seek(offset, origin));
    }

    internal Source Source => _source;

    public void Dispose()
    {
        _source.Dispose();
        _stream.Dispose();
    }

    private int Read(byte[] buffer, int length, long at, byte[] patch)
    {
        long from = _stream.Position;
        int read = _stream.Read(buffer, 0, length);
        for (int i = 0; i < patch.Length; i++)
        {
            long place = at + i - from;
            if (place >= 0 && place < read) buffer[place] = patch[i];
        }
        return read;
    }

    private static T CatchErrors<T>(Func<T> act)
        where T : System.Numerics.ISignedNumber<T>
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or ArgumentException or ObjectDisposedException or OperationCanceledException)
        {
            return T.NegativeOne;
        }
    }
}
