using NVorbis;
using NVorbis.Contracts;

namespace Pix2Pitch.Audio.Ogg;

/// <summary>
/// Gives the packets of a Vorbis stream to NVorbis, which decodes them; where to begin is decided here, to the sample. NVorbis' own reader of Ogg files
/// does neither check what it reads nor find a place exactly.
/// </summary>
internal sealed class VorbisPackets : NVorbis.Contracts.IPacketProvider
{
    // A comment header without comments: they are read elsewhere, and a wrong number of them would be believed.
    private static readonly byte[] s_noComments = [3, .. "vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private readonly OggPackets _packets;
    private readonly Packet _packet = new();
    private readonly Queue<ReadOnlyMemory<byte>> _headers;
    private bool _isPeeked;
    private bool _isKept; // the packet that is there has not been given yet

    /// <exception cref="Pix2PitchException">The headers are damaged or missing.</exception>
    public VorbisPackets(string path, OggPackets packets)
    {
        _packets = packets;
        byte[] Next(byte type) => packets.Read() && packets.Packet.Span.StartsWith((ReadOnlySpan<byte>)[type, .. "vorbis"u8])
            ? packets.Packet.ToArray()
            : throw SampleReader.Damaged(path, null, "its headers are wrong");
        byte[] identification = Next(1);
        Next(3);
        _headers = new Queue<ReadOnlyMemory<byte>>([identification, s_noComments, Next(5)]);
        Identification = identification;
    }

    /// <summary>The first header: channels, sample rate, sizes of blocks.</summary>
    public ReadOnlyMemory<byte> Identification { get; }

    /// <summary>How many samples a packet adds to the sound; what NVorbis gives for it.</summary>
    public GetPacketGranuleCount? CountSamples { get; private set; }

    /// <inheritdoc/>
    public bool CanSeek => true;

    /// <inheritdoc/>
    public int StreamSerial => 0;

    /// <summary>The next packet of sound is the one that is there already.</summary>
    public void Keep() => _isKept = true;

    /// <summary>The samples of the packet that was read last.</summary>
    public int Count()
    {
        _packet.Set(_packets.Packet);
        return CountSamples!(_packet);
    }

    /// <inheritdoc/>
    public IPacket? PeekNextPacket()
    {
        if (!_isPeeked && !Advance()) return null;
        _isPeeked = true;
        return _packet;
    }

    /// <inheritdoc/>
    public IPacket? GetNextPacket()
    {
        if (_isPeeked)
        {
            _isPeeked = false;
            _packet.Reset();
            return _packet;
        }
        return Advance() ? _packet : null;
    }

    /// <summary>Only told when: the place has been gone to already.</summary>
    public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount)
    {
        CountSamples = getPacketGranuleCount;
        return granulePos;
    }

    /// <inheritdoc/>
    public long GetGranuleCount() => long.MaxValue;

    private bool Advance()
    {
        if (_headers.TryDequeue(out ReadOnlyMemory<byte> header))
        {
            _packet.Set(header);
            return true;
        }
        do
        {
            if (!_isKept && !_packets.Read()) return false;
            _isKept = false;
        }
        while (!IsSound(_packets.Packet.Span)); // NVorbis would end a packet without sound with a fade
        _packet.Set(_packets.Packet);
        return true;
    }

    /// <summary>Whether a packet is one of sound.</summary>
    public static bool IsSound(ReadOnlySpan<byte> packet) => packet.Length > 0 && (packet[0] & 1) == 0;

    private sealed class Packet : DataPacket
    {
        private ReadOnlyMemory<byte> _bytes;
        private int _at;

        protected override int TotalBits => 8 * _bytes.Length;

        public void Set(ReadOnlyMemory<byte> bytes)
        {
            _bytes = bytes;
            Reset();
        }

        public override void Reset()
        {
            _at = 0;
            base.Reset();
        }

        protected override int ReadNextByte() => _at < _bytes.Length ? _bytes.Span[_at++] : -1;
    }
}
