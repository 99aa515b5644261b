using System.Security.Cryptography;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>
/// Reads FLAC (RFC 9639) frame by frame. A wrong checksum of a frame throws. If the file is read from beginning to end, a wrong MD5 throws too.
/// </summary>
internal sealed class FlacReader : SampleReader
{
    private const int InitialBuffer = 1 << 16;
    private const int MaxFrameLength = 1 << 24; // bytes; 65,535 samples of 8 channels take less than 3 MB
    private const int ShortSkip = 1 << 13; // samples; a shorter skip decodes frames instead of searching

    private readonly FileStream? _file;
    private readonly FlacStreamInfo _info;
    private readonly FlacSource _source;
    private readonly FlacFrameDecoder _decoder;
    private readonly long _origin; // the number of the first sample in the stream
    private readonly bool _isTruncated; // whether the file is truncated after the last sample
    private byte[] _buffer = new byte[InitialBuffer + BitReader.Padding];
    private int _bufferStart;
    private int _bufferCount;
    private bool _hasEnded;
    private int _largestFrame;
    private long _frameStart; // the decoded frame's first sample
    private int _frameLength;
    private long _position;
    private IncrementalHash? _hash;
    private long _hashed;
    private byte[] _hashBytes = [];
    private bool _isAfterSeek; // no frame has been decoded since the last search

    /// <param name="path">The file's name, for messages.</param>
    /// <param name="info">The stream's header.</param>
    /// <param name="source">Its frames.</param>
    /// <param name="length">Samples per channel.</param>
    /// <param name="origin">The number of the first sample in the stream.</param>
    /// <param name="isTruncated">Whether the file is truncated after the last sample.</param>
    /// <param name="file">A file to dispose with the reader.</param>
    public FlacReader(string path, FlacStreamInfo info, FlacSource source, long length, long origin = 0, bool isTruncated = false, FileStream? file = null)
        : base(path)
    {
        (_file, _info, _source, _origin, _isTruncated) = (file, info, source, origin, isTruncated);
        (SampleRate, Channels, Length) = (info.SampleRate, info.Channels, length);
        _decoder = new FlacFrameDecoder(info);
        if (info.Md5.Length > 0) _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    }

    /// <summary>Opens a file that begins with "fLaC".</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Position of "fLaC", after ID3 tags.</param>
    public static FlacReader Open(string path, FileStream file, long start)
    {
        FlacStreamInfo? info = null;
        var block = new byte[FlacStreamInfo.ByteLength];
        long frames = start + 4;
        foreach ((int type, long at, int length) in FlacBlocks.Read(file, start + 4))
        {
            if (type == FlacBlocks.StreamInfo && length >= FlacStreamInfo.ByteLength && info is null)
            {
                file.Position = at;
                if (file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length) throw Truncated(path);
                info = FlacStreamInfo.Parse(block);
            }
            frames = at + length;
        }
        if (info is null || frames >= file.Length) throw Truncated(path);
        CheckInfo(path, info);
        var source = new FlacFileSource(file, info, frames);
        long origin = source.FindStart() ?? throw Damaged(path, 0, "its first frame is not where it should be");
        if (origin > 0) info = info with { Samples = 0, Md5 = [] }; // an excerpt of a longer stream, which the header describes
        bool isTruncated = false;
        long samples = info.Samples;
        // A frame of silence takes about a dozen bytes. If the header says more samples than the file can have, the end is searched.
        if (samples == 0 || samples / Math.Max(1, info.MaxBlockSize) > file.Length / 8)
        {
            samples = (source.FindEnd(out isTruncated) ?? throw Truncated(path)) - origin;
            if (info.Samples > samples) throw Truncated(path);
        }
        return new FlacReader(path, info, source, samples, origin, isTruncated, file);
    }

    /// <exception cref="Pix2PitchException">The properties are invalid.</exception>
    internal static void CheckInfo(string path, FlacStreamInfo info)
    {
        CheckHeader(path, info.SampleRate, info.Channels);
        if (info.Bits < 4 || info.MaxBlockSize < 16) throw Truncated(path);
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        _position = sample;
        bool isInFrame = sample >= _frameStart && sample < _frameStart + _frameLength;
        long next = _frameStart + _frameLength;
        if (isInFrame || (sample >= next && sample - next < ShortSkip)) return;
        _source.Seek(sample + _origin);
        ResetBuffer();
        _isAfterSeek = true;
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int wanted = (int)Math.Min(interleaved.Length / Channels, Math.Max(0, Length - _position)), done = 0;
        while (done < wanted)
        {
            if (_position < _frameStart || _position >= _frameStart + _frameLength) DecodeUpTo(_position);
            int first = (int)(_position - _frameStart), count = Math.Min(wanted - done, _frameLength - first);
            _decoder.CopyTo(interleaved.Slice(done * Channels, count * Channels), first);
            done += count;
            _position += count;
        }
        return done * Channels;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _hash?.Dispose();
        _file?.Dispose();
    }

    // Decodes frames up to the one that contains the sample.
    private void DecodeUpTo(long sample)
    {
        while (true)
        {
            long expected = _frameStart + _frameLength;
            DecodeFrame();
            long start = _decoder.Header.FirstSample(_info) - _origin;
            bool isFirst = _isAfterSeek;
            _isAfterSeek = false;
            if (isFirst ? start > sample : start != expected) throw Damaged(Path, (double)expected / SampleRate, "frames are missing");
            (_frameStart, _frameLength) = (start, _decoder.Header.BlockSize);
            long end = _frameStart + _frameLength;
            if (end > Length || (end == Length && !_isTruncated && IsFrameNext())) throw Damaged(Path, (double)start / SampleRate, "the sound is longer than its header says");
            Hash();
            if (_isTruncated && end == Length) throw Truncated(Path);
            if (sample < end) return;
        }
    }

    private bool IsFrameNext()
    {
        if (_bufferCount < FlacFrameHeader.MaxByteLength && !_hasEnded) Fill();
        return FlacFrameHeader.TryParse(_buffer.AsSpan(_bufferStart, _bufferCount), out FlacFrameHeader header) == FlacHeaderResult.Found && header.Fits(_info);
    }

    private void DecodeFrame()
    {
        while (true)
        {
            // Usually enough for a whole frame, so that decoding rarely has to be repeated.
            int enough = Math.Clamp(Math.Max(_info.MaxFrameBytes, _largestFrame * 2), 1 << 12, InitialBuffer / 2);
            if (_bufferCount < enough && !_hasEnded) Fill();
            FlacFrameResult result = _decoder.Decode(_buffer.AsSpan(_bufferStart), _bufferCount);
            if (result == FlacFrameResult.Decoded)
            {
                _bufferStart += _decoder.ByteLength;
                _bufferCount -= _decoder.ByteLength;
                _largestFrame = Math.Max(_largestFrame, _decoder.ByteLength);
                return;
            }
            // A gap of zeros in a frame decodes as one endless code: stop, instead of reading the whole file into memory.
            bool isEndless = result == FlacFrameResult.TooShort && _bufferCount >= MaxFrameLength;
            if (result == FlacFrameResult.TooShort && !_hasEnded && !isEndless)
            {
                Fill();
                continue;
            }
            if (_isAfterSeek)
            {
                // The search found a false header: decode from the first frame instead.
                _source.Rewind();
                ResetBuffer();
                continue;
            }
            if (result == FlacFrameResult.TooShort && !isEndless) throw Truncated(Path);
            throw Damaged(Path, (double)(_frameStart + _frameLength) / SampleRate, isEndless ? "a frame has no end" : "a checksum is wrong");
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_bufferStart, _bufferCount).CopyTo(_buffer);
        _bufferStart = 0;
        if (_bufferCount == _buffer.Length - BitReader.Padding) Array.Resize(ref _buffer, 2 * _bufferCount + BitReader.Padding);
        int wanted = _buffer.Length - BitReader.Padding - _bufferCount;
        while (wanted > 0)
        {
            int read = _source.Read(_buffer.AsSpan(_bufferCount, wanted));
            if (read == 0)
            {
                _hasEnded = true;
                return;
            }
            _bufferCount += read;
            wanted -= read;
        }
    }

    private void ResetBuffer()
    {
        (_bufferStart, _bufferCount, _hasEnded) = (0, 0, false);
        (_frameStart, _frameLength, _isAfterSeek) = (0, 0, false);
    }

    // The MD5 of all samples, as long as none are skipped.
    private void Hash()
    {
        if (_hash is null || _frameStart < _hashed) return;
        if (_frameStart > _hashed)
        {
            _hash.Dispose();
            _hash = null;
            return;
        }
        int bytes = _frameLength * Channels * ((_info.Bits + 7) / 8);
        if (_hashBytes.Length < bytes) _hashBytes = new byte[bytes];
        _hash.AppendData(_hashBytes, 0, _decoder.CopyTo(_hashBytes));
        _hashed += _frameLength;
        if (_hashed < Length) return;
        bool isRight = _hash.GetHashAndReset().AsSpan().SequenceEqual(_info.Md5);
        _hash.Dispose();
        _hash = null;
        if (!isRight) throw new Pix2PitchException($"'{Path}' is damaged: its sound does not match the MD5 in its header; copy or export it again.");
    }
}

/// <summary>The frames of a FLAC stream as consecutive bytes.</summary>
internal abstract class FlacSource
{
    /// <summary>Reads the next bytes and returns their number; 0 at the end.</summary>
    public abstract int Read(Span<byte> bytes);

    /// <summary>Moves to a frame at or before a sample, as close as possible.</summary>
    public abstract void Seek(long sample);

    /// <summary>Moves to the first frame.</summary>
    public abstract void Rewind();
}
