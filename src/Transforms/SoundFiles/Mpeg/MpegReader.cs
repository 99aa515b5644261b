using NLayer;

namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// Reads MP3 and MPEG audio of layers I and II. A frame that cannot be decoded becomes silence, as in players. Padding that the encoder declares is
/// removed.
/// </summary>
internal sealed class MpegReader : SampleReader
{
    private const int FramesBefore = 2; // decoded before a seek target, to fill the state of the filters
    private const int MaxReservoir = 511; // bytes of a frame's data that may be in the frames before it

    private readonly FileStream _file;
    private readonly MpegFrames _frames;
    private readonly Layer3Decoder _layer3 = new();
    private readonly MpegFrameDecoder _others = new(); // layers I and II
    private readonly MpegFrame _frame = new();
    private readonly byte[] _reservoir = new byte[MaxReservoir];
    private readonly float[] _samples;
    private readonly long _first; // number of removed samples at the start
    private int _reservoirCount;
    private long _nextFrame;
    private long? _nextPosition;
    private long _decoded = -1; // the frame in _samples
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Where to start, after ID3 tags.</param>
    public static MpegReader Open(string path, FileStream file, long start)
    {
        var frames = new MpegFrames(file, start);
        if (frames.Count == 0) throw NoSound(path, "it begins like an MP3, but it has no consecutive frames of sound");
        CheckHeader(path, frames.First.SampleRate, frames.First.Channels);
        if (frames.NextFormat is { } other)
        {
            throw new Pix2PitchException($"'{path}' has consecutive recordings in different formats ({Kind(frames.First)}, then {Kind(other)}); split it.");
        }
        return new MpegReader(path, file, frames);

        static string Kind(MpegHeader header) => $"MPEG layer {header.Layer} of {header.SampleRate} Hz and {header.Channels} channels";
    }

    private MpegReader(string path, FileStream file, MpegFrames frames)
        : base(path)
    {
        (_file, _frames) = (file, frames);
        (SampleRate, Channels) = (frames.First.SampleRate, frames.First.Channels);
        _samples = new float[frames.First.Samples * Channels];
        long all = frames.Count * frames.First.Samples, end = all;
        if (frames.Info is { Before: >= 0 } info)
        {
            _first = Math.Min(all, info.Before + MpegInfo.DecoderDelay);
            end = Math.Clamp(all - info.After + MpegInfo.DecoderDelay, _first, all);
        }
        Length = end - _first;
        GoTo(0);
    }

    /// <inheritdoc/>
    public override void Seek(long sample) => _position = sample;

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int wanted = (int)Math.Min(interleaved.Length / Channels, Math.Max(0, Length - _position)), done = 0, perFrame = _frames.First.Samples;
        while (done < wanted)
        {
            long at = _first + _position, frame = at / perFrame;
            if (frame != _decoded) Decode(frame);
            int from = (int)(at % perFrame), count = Math.Min(wanted - done, perFrame - from);
            _samples.AsSpan(from * Channels, count * Channels).CopyTo(interleaved[(done * Channels)..]);
            done += count;
            _position += count;
        }
        return done * Channels;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private void Decode(long frame)
    {
        if (frame < _nextFrame || frame > _nextFrame + FramesBefore) GoTo(Math.Max(0, frame - FramesBefore));
        while (_nextFrame <= frame) DecodeNext();
    }

    // Makes a frame the next one and fills the bit reservoir before it. If frames are small, the reservoir spans many of them.
    private void GoTo(long frame)
    {
        Reset();
        _decoded = -1;
        for (long back = 1 << 3; ; back <<= 2)
        {
            (_nextFrame, _reservoirCount) = (Math.Max(0, frame - back), 0);
            bool isAll = _nextFrame == 0 || _frames.First.Layer != 3;
            if (_frames.First.Layer != 3) _nextFrame = frame;
            _nextPosition = _frames.PositionOf(_nextFrame);
            while (_nextFrame < frame) Advance();
            if (isAll || _reservoirCount == MaxReservoir) return;
        }
    }

    private void DecodeNext()
    {
        _decoded = _nextFrame;
        if (Advance() && (_frame.Layer == MpegLayer.LayerIII ? _layer3.Decode(_frame.Header, _frame.Buffer, _frame.Length, _samples) : DecodeOther())) return;
        Reset();
        _samples.AsSpan().Clear();
    }

    private bool DecodeOther()
    {
        try
        {
            return _others.DecodeFrame(_frame, _samples.AsSpan()) == _samples.Length;
        }
        catch (Exception e) when (e is InvalidDataException or IndexOutOfRangeException or ArgumentException or NullReferenceException or DivideByZeroException or OverflowException)
        {
            return false; // NLayer throws various exceptions for invalid numbers
        }
    }

    // Reads the next frame; false if it cannot be decoded because a part of its data is in missing frames.
    private bool Advance()
    {
        ReadOnlySpan<byte> bytes = _frames.Bytes(_nextPosition!.Value);
        MpegHeader header = MpegHeader.Parse(bytes)!.Value;
        bytes = bytes[Math.Min(bytes.Length, MpegHeader.ByteLength + (header.HasChecksum ? 2 : 0))..];
        bool isComplete = header.Layer == 3 ? FillLayer3(header, bytes) : Fill(header, bytes);
        _nextPosition = ++_nextFrame < _frames.Count ? _frames.Next(_nextPosition.Value) : null;
        return isComplete;
    }

    private bool Fill(MpegHeader header, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _frame.Buffer.Length) return false;
        bytes.CopyTo(_frame.Buffer);
        int free = (int)(8L * (bytes.Length + MpegHeader.ByteLength) * header.SampleRate / header.Samples);
        _frame.Set(header, bytes.Length, header.BitRate > 0 ? header.BitRate : free);
        return true;
    }

    private bool FillLayer3(MpegHeader header, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < header.SideLength) return false;
        ReadOnlySpan<byte> main = bytes[header.SideLength..];
        int before = header.Version == 1 ? bytes[0] << 1 | bytes[1] >> 7 : bytes[0], length = header.SideLength + before + main.Length;
        Span<byte> buffer = _frame.Buffer;
        bool isComplete = before <= _reservoirCount && length + BitReader.Padding <= buffer.Length;
        if (isComplete)
        {
            bytes[..header.SideLength].CopyTo(buffer);
            _reservoir.AsSpan(_reservoirCount - before, before).CopyTo(buffer[header.SideLength..]);
            main.CopyTo(buffer[(header.SideLength + before)..]);
            _frame.Set(header, length, header.BitRate);
        }
        if (main.Length >= MaxReservoir)
        {
            main[^MaxReservoir..].CopyTo(_reservoir);
            _reservoirCount = MaxReservoir;
        }
        else
        {
            int kept = Math.Min(_reservoirCount, MaxReservoir - main.Length);
            _reservoir.AsSpan(_reservoirCount - kept, kept).CopyTo(_reservoir);
            main.CopyTo(_reservoir.AsSpan(kept));
            _reservoirCount = kept + main.Length;
        }
        return isComplete;
    }

    private void Reset()
    {
        _layer3.Reset();
        _others.Reset();
    }
}
