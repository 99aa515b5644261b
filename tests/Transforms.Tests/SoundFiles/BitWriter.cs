namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Writes bits, the most significant first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _current;
    private int _count;

    public void Write(long value, int bits)
    {
        for (int i = bits - 1; i >= 0; i--)
        {
            _current = (_current << 1) | (int)((value >> i) & 1);
            if (++_count < 8) continue;
            _bytes.Add((byte)_current);
            (_current, _count) = (0, 0);
        }
    }

    public void Unary(long zeros)
    {
        for (long i = 0; i < zeros; i++) Write(0, 1);
        Write(1, 1);
    }

    public void Align()
    {
        while (_count > 0) Write(0, 1);
    }

    public byte[] ToArray() => [.. _bytes];
}
