using System.Buffers.Binary;

namespace Pix2Pitch.Audio;

/// <summary>
/// Reads WAV files: integers of 8, 16, 24 and 32 bits, floating point of 32 and 64, also in the extensible format. A header that
/// contradicts itself or promises more sound than the file has is refused before anything is read. A length of 0xFFFFFFFF, which
/// programs write that stream, means "to the end".
/// </summary>
internal sealed class WaveReader : SampleReader
{
    private const int FormatPcm = 1, FormatFloat = 3, FormatExtensible = 0xFFFE;
    private const uint UnknownLength = uint.MaxValue;

    private readonly FileStream _file;
    private readonly long _dataStart;
    private readonly int _bytesPerValue;
    private readonly bool _isFloat;
    private readonly byte[] _buffer = new byte[1 << 15];
    private long _position; // in samples of all channels

    /// <summary>Opens a RIFF WAVE file; null if its encoding is none of those above.</summary>
    public static WaveReader? TryOpen(string path)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            if (FindChunks(file, path) is not { } chunks) throw CutOff(path);
            (byte[] format, long dataStart, uint dataLength) = chunks;
            int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
            int channels = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(2));
            uint sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(format.AsSpan(4));
            int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(12));
            int bits = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(14));
            if (tag == FormatExtensible && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(24));
            bool isKnown = (tag, bits) is (FormatPcm, 8 or 16 or 24 or 32) or (FormatFloat, 32 or 64);
            if (!isKnown)
            {
                file.Dispose();
                return null;
            }
            CheckHeader(path, sampleRate, channels);
            if (blockAlign != channels * bits / 8)
                throw new Pix2PitchException($"'{path}' says that {channels} channels of {bits} bits take {blockAlign} bytes, which cannot be; export it again.");
            long there = file.Length - dataStart;
            long length = dataLength == UnknownLength ? there : dataLength;
            if (length > there)
                throw new Pix2PitchException($"'{path}' says that it holds {length} bytes of sound, but only {there} are there: the file is cut off; copy or export it again.");
            return new WaveReader(path, file, dataStart, length / blockAlign, (int)sampleRate, channels, bits / 8, tag == FormatFloat);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private WaveReader(string path, FileStream file, long dataStart, long length, int sampleRate, int channels, int bytesPerValue, bool isFloat)
        : base(path)
    {
        (_file, _dataStart, _bytesPerValue, _isFloat) = (file, dataStart, bytesPerValue, isFloat);
        (SampleRate, Channels, Length) = (sampleRate, channels, length);
    }

    /// <inheritdoc/>
    public override void Seek(long sample) => _position = sample * Channels;

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int perBuffer = _buffer.Length / (_bytesPerValue * Channels) * Channels;
        int wanted = (int)Math.Min(interleaved.Length / Channels * Channels, Math.Max(0, Length * Channels - _position));
        _file.Position = _dataStart + _position * _bytesPerValue;
        int done = 0;
        while (done < wanted)
        {
            int count = Math.Min(perBuffer, wanted - done);
            Span<byte> bytes = _buffer.AsSpan(0, count * _bytesPerValue);
            try
            {
                _file.ReadExactly(bytes);
            }
            catch (EndOfStreamException e)
            {
                throw CutOff(Path, e); // it became shorter while it was read
            }
            Convert(bytes, interleaved.Slice(done, count));
            done += count;
        }
        _position += done;
        return done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (_bytesPerValue, _isFloat)
        {
            case (1, _):
                for (int i = 0; i < values.Length; i++) values[i] = (bytes[i] - 128) / 128f;
                break;
            case (2, _):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
                break;
            case (3, _):
                for (int i = 0; i < values.Length; i++)
                    values[i] = (bytes[3 * i] | bytes[3 * i + 1] << 8 | (sbyte)bytes[3 * i + 2] << 16) / 8388608f;
                break;
            case (4, false):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2147483648f;
                break;
            case (4, true):
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            default:
                for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }

    // The first fmt chunk and the first data chunk after it; null if the file ends before there are both.
    private static (byte[] Format, long DataStart, uint DataLength)? FindChunks(FileStream file, string path)
    {
        byte[]? format = null;
        foreach ((uint id, long start, uint length) in Chunks(file))
        {
            if (id == Id("fmt ") && format is null)
            {
                if (length < 16) throw new Pix2PitchException($"'{path}' has a format header of {length} bytes where at least 16 are needed; export it again.");
                if (start + length > file.Length) return null;
                format = new byte[Math.Min(length, 40)];
                file.Position = start;
                file.ReadExactly(format);
            }
            else if (id == Id("data"))
            {
                if (format is null) throw new Pix2PitchException($"'{path}' does not say how its sound is encoded (no format header); export it again.");
                return (format, start, length);
            }
        }
        return null;
    }

    /// <summary>The chunks of a RIFF file, as far as it goes.</summary>
    internal static IEnumerable<(uint Id, long Start, uint Length)> Chunks(FileStream file)
    {
        var head = new byte[8];
        for (long at = 12; at + head.Length <= file.Length;)
        {
            file.Position = at;
            file.ReadExactly(head);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            yield return (BinaryPrimitives.ReadUInt32LittleEndian(head), at + 8, length);
            at += 8 + length + (length & 1);
        }
    }

    internal static uint Id(string name) => (uint)(name[0] | name[1] << 8 | name[2] << 16 | name[3] << 24);
}
