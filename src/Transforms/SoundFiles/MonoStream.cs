using System.Buffers;
using System.Numerics.Tensors;

namespace Pix2Pitch.SoundFiles;

/// <summary>
/// A recording as a stream of mono samples at the requested rate. Only one block of it is in memory. The samples do not depend on the block
/// boundaries.
/// </summary>
internal sealed class MonoStream : IDisposable
{
    private const int BlockLength = 1 << 14; // source samples
    private const int MaxReadLength = 1 << 16; // values of all channels
    private const float MaxSample = 1e6f;
    private const double Silence = 1e-9; // mean square
    private const double Cancelled = 1e-2; // of the power that uncorrelated channels would have after mixing

    private readonly SampleReader _reader;
    private readonly Resampler _resampler;
    private readonly CancellationToken _cancellation;
    private readonly long _origin; // the source sample at the time of the first output sample
    private readonly float[] _block; // mono source samples from _blockStart on
    private readonly float[] _interleaved;
    private long _blockStart;
    private int _blockCount;
    private long _sourceLength;
    private long _readerPosition = -1;
    private double _channelEnergy; // of all samples read so far
    private double _monoEnergy;
    private long _mixed; // samples

    /// <summary>Creates a stream that starts at the source sample <paramref name="origin"/>. It does not dispose the reader. The token stops a read between two blocks.</summary>
    public MonoStream(SampleReader reader, int sampleRate, long origin = 0, CancellationToken cancellation = default)
    {
        (_reader, _origin, _cancellation) = (reader, origin, cancellation);
        _resampler = Resampler.For(reader.SampleRate, sampleRate);
        _sourceLength = reader.Length;
        _block = ArrayPool<float>.Shared.Rent(BlockLength + _resampler.Taps);
        _interleaved = ArrayPool<float>.Shared.Rent(MaxReadLength);
    }

    /// <summary>The number of samples. It becomes smaller if the file has fewer samples than its header says.</summary>
    public long Length => _resampler.TargetLength(_sourceLength - _origin);

    /// <summary>The next sample to read; settable.</summary>
    public long Position { get; set; }

    /// <summary>Reads the next samples and returns their number, which is less than requested only at the end.</summary>
    /// <exception cref="Pix2PitchException">The file is truncated, or a sample is not a number.</exception>
    public int Read(Span<float> target)
    {
        int done = 0;
        while (done < target.Length)
        {
            _cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Math.Min(_resampler.MaxOutputs(BlockLength), target.Length - done), Length - Position);
            if (count <= 0) break;
            (long from, long to) = _resampler.Window(Position, count);
            Fill(Math.Max(0, _origin + from), Math.Min(_origin + to, _sourceLength));
            count = (int)Math.Min(count, Length - Position); // the file may have ended earlier
            if (count <= 0) break;
            _resampler.Resample(_block.AsSpan(0, _blockCount), _blockStart - _origin, Position, target.Slice(done, count));
            done += count;
            Position += count;
        }
        return done;
    }

    /// <summary>Checks that the sound read so far is not lost by mixing it to mono.</summary>
    /// <exception cref="Pix2PitchException">The channels cancel each other out.</exception>
    public void CheckMix()
    {
        int channels = _reader.Channels;
        if (channels == 1 || _channelEnergy < Silence * channels * _mixed) return;
        if (_monoEnergy < Cancelled * _channelEnergy / ((double)channels * channels))
        {
            throw new Pix2PitchException($"The channels of '{_reader.Path}' cancel each other out: one is the inverse of the other, so the mono mix is almost silent; "
                + "invert one of them, or export only one.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_block);
        ArrayPool<float>.Shared.Return(_interleaved);
    }

    // Makes the block start at or before `from` and end at `to`. Samples of this range that are already in the block are kept.
    private void Fill(long from, long to)
    {
        long kept = Math.Max(0, _blockStart + _blockCount - from);
        if (from < _blockStart || kept == 0)
        {
            (_blockStart, _blockCount) = (from, 0);
        }
        else if (from > _blockStart)
        {
            _block.AsSpan(_blockCount - (int)kept, (int)kept).CopyTo(_block);
            (_blockStart, _blockCount) = (from, (int)kept);
        }
        long next = _blockStart + _blockCount;
        if (next < to && next != _readerPosition) _reader.Seek(next);
        while (next < to)
        {
            int wanted = (int)Math.Min(to - next, MaxReadLength / _reader.Channels);
            int read = _reader.Read(_interleaved.AsSpan(0, wanted * _reader.Channels)) / _reader.Channels;
            if (read == 0)
            {
                _sourceLength = next;
                break;
            }
            ReadOnlySpan<float> values = _interleaved.AsSpan(0, read * _reader.Channels);
            // Written so that NaN fails too.
            if (!(TensorPrimitives.MaxMagnitude(values) is >= -MaxSample and <= MaxSample))
                throw SampleReader.NotNumbers($"'{_reader.Path}'");
            Span<float> mono = _block.AsSpan(_blockCount, read);
            Mix(values, _reader.Channels, mono);
            if (_reader.Channels > 1)
            {
                _channelEnergy += TensorPrimitives.SumOfSquares(values);
                _monoEnergy += TensorPrimitives.SumOfSquares<float>(mono);
                _mixed += read;
            }
            _blockCount += read;
            next += read;
        }
        _readerPosition = next;
    }

    private static void Mix(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        if (channels == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }
        float share = 1f / channels;
        for (int n = 0; n < mono.Length; n++)
        {
            float sum = 0;
            foreach (float value in interleaved.Slice(n * channels, channels)) sum += value;
            mono[n] = sum * share;
        }
    }
}
