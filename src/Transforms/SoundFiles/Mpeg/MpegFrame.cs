using NLayer;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// A frame without header and checksum, as NLayer expects it. Layer III frames include their data from the bit reservoir, so that decoding can start
/// anywhere.
/// </summary>
internal sealed class MpegFrame : IMpegFrame
{
    private readonly byte[] _bytes = new byte[1 << 14];
    private int _at; // in bits

    /// <summary>The header.</summary>
    public MpegHeader Header { get; private set; }

    /// <summary>Length of the content in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The buffer for the content.</summary>
    public Span<byte> Buffer => _bytes;

    /// <inheritdoc/>
    public int SampleRate => Header.SampleRate;

    /// <inheritdoc/>
    public int SampleRateIndex => Header.SampleRateIndex;

    /// <inheritdoc/>
    public int FrameLength => MpegHeader.ByteLength + Length;

    /// <inheritdoc/>
    public int BitRate { get; private set; }

    /// <inheritdoc/>
    public MpegVersion Version => Header.Version switch { 1 => MpegVersion.Version1, 2 => MpegVersion.Version2, _ => MpegVersion.Version25 };

    /// <inheritdoc/>
    public MpegLayer Layer => Header.Layer switch { 1 => MpegLayer.LayerI, 2 => MpegLayer.LayerII, _ => MpegLayer.LayerIII };

    /// <inheritdoc/>
    public MpegChannelMode ChannelMode => (MpegChannelMode)Header.Mode;

    /// <inheritdoc/>
    public int ChannelModeExtension => Header.ModeExtension;

    /// <inheritdoc/>
    public int SampleCount => Header.Samples;

    /// <inheritdoc/>
    public int BitRateIndex => Header.BitRateIndex;

    /// <inheritdoc/>
    public bool IsCopyrighted => Header.IsCopyrighted;

    /// <summary>Always false: the checksum has been removed.</summary>
    public bool HasCrc => false;

    /// <summary>Always false: damaged frames are not decoded.</summary>
    public bool IsCorrupted => false;

    /// <summary>Sets the properties of the frame after its content was written to <see cref="Buffer"/>.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="length">Number of bytes after header and checksum.</param>
    /// <param name="bitRate">Bits per second.</param>
    public void Set(MpegHeader header, int length, int bitRate) => (Header, Length, BitRate, _at) = (header, length, bitRate, 0);

    /// <inheritdoc/>
    public void Reset() => _at = 0;

    /// <inheritdoc/>
    public int ReadBits(int bitCount)
    {
        if (_at + bitCount > 8 * Length) return -1;
        int value = 0;
        for (int left = bitCount; left > 0;)
        {
            int available = 8 - (_at & 7), taken = Math.Min(available, left);
            value = value << taken | _bytes[_at >> 3] >> available - taken & (1 << taken) - 1;
            _at += taken;
            left -= taken;
        }
        return value;
    }
}
