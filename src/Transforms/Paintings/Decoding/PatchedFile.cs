using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>
/// A file in which libvips reads two bytes with other values. It refuses TIFF pictures in 8-bit CIE L*a*b*, but returns their raw samples if
/// the file declares them as RGB.
/// </summary>
internal sealed class PatchedFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly SourceCustom _source = new();

    internal PatchedFile(string path, long at, ushort value)
    {
        _stream = File.OpenRead(path);
        int first = _stream.ReadByte();
        bool isBigEndian = first == 'M';
        byte[] patch = isBigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
        _stream.Position = 0;
        // An exception must not leave a callback of native code; -1 reports an error.
        _source.OnRead += (buffer, length) => CatchErrors(() => Read(buffer, length, at, patch));
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
        catch (Exception e) when (e is IOException or ArgumentException or ObjectDisposedException)
        {
            return T.NegativeOne;
        }
    }
}
