using NetVips;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>
/// A file that libvips sees with two bytes changed. libvips returns the raw samples of some TIFF pictures only if they are marked as RGB
/// (8-bit CIE L*a*b*, which it refuses).
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
        // An exception may not leave a callback of native code: -1 is an error there.
        _source.OnRead += (buffer, length) => Guarded(() => Read(buffer, length, at, patch));
        _source.OnSeek += (offset, origin) => Guarded(() => _stream.Seek(offset, origin));
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

    private static T Guarded<T>(Func<T> act)
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
