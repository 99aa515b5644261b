using System.Buffers;
using System.Numerics.Tensors;

namespace Pix2Pitch.SoundFiles;

/// <summary>
/// A recording as a stream of mono samples at the rate that is wanted, from a place in it on. However long it is, one block of it is in
/// memory; wherever the blocks end, the samples are the same.
/// </summary>
internal sealed class MonoStream : IDisposable
{
    private const int BlockLength = 1 << 14; // source samples
    private const int LargestReadLength = 1 << 16; // values of all channels
    private const float LargestSample = 1e6f;
    private const double Silence = 1e-9, Cancelled = 1e-2; // mean squares; the latter of what channels that have nothing in common leave

    private readonly SampleReader _reader;
    private readonly Resampler _resampler;
    private readonly long _origin; // the source sample at the first output sample's time
    private readonly float[] _block; // mono source samples from _blockStart on
    private readonly float[] _interleaved;
    private long _blockStart;
    private int _blockCount;
    private long _sourceLength;
    private long _readerPosition = -1;
    private double _channelEnergy; // of all that was read
    private double _monoEnergy;
    private long _mixed; // samples

    /// <summary>Streams from <paramref name="origin"/> (a source sample) on; the reader stays its caller's.</summary>
    public MonoStream(SampleReader reader, int sampleRate, long origin = 0)
    {
        (_reader, _origin) = (reader, origin);
        _resampler = Resampler.For(reader.SampleRate, sampleRate);
        _sourceLength = reader.Length;
        _block = ArrayPool<float>.Shared.Rent(BlockLength + _resampler.Taps);
        _interleaved = ArrayPool<float>.Shared.Rent(LargestReadLength);
    }

    /// <summary>How many samples there are, as far as is known: the headers of some files promise more than there turns out to be.</summary>
    public long Length => _resampler.TargetLength(_sourceLength - _origin);

    /// <summary>The sample that is read next; may be set.</summary>
    public long Position { get; set; }

    /// <summary>Reads the samples that come next and returns how many there were; fewer than fit only at the end.</summary>
    /// <exception cref="Pix2PitchException">The file is cut off, or a sample is not a number.</exception>
    public int Read(Span<float> target)
    {
        int done = 0;
        while (done < target.Length)
        {
            int count = (int)Math.Min(Math.Min(_resampler.MostOutputs(BlockLength), target.Length - done), Length - Position);
            if (count <= 0) break;
            (long from, long to) = _resampler.Window(Position, count);
            Fill(Math.Max(0, _origin + from), Math.Min(_origin + to, _sourceLength));
            count = (int)Math.Min(count, Length - Position); // the end may have come earlier
            if (count <= 0) break;
            _resampler.Resample(_block.AsSpan(0, _blockCount), _blockStart - _origin, Position, target.Slice(done, count));
            done += count;
            Position += count;
        }
        return done;
    }

    /// <summary>Checks that there is still sound in what has been read so far after it was mixed to mono.</summary>
    /// <exception cref="Pix2PitchException">The channels cancel each other out.</exception>
    public void CheckMix()
    {
        int channels = _reader.Channels;
        if (channels == 1 || _channelEnergy < Silence * channels * _mixed) return;
        if (_monoEnergy < Cancelled * _channelEnergy / ((double)channels * channels))
        {
            throw new Pix2PitchException($"The channels of '{_reader.Path}' cancel each other out: one is the other upside down, and mixed to mono next to nothing is left; "
                + "invert one of them, or export one alone.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_block);
        ArrayPool<float>.Shared.Return(_interleaved);
    }

    // Makes the block begin at or before `from` and end at `to`, keeping what it holds of that.
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
            int wanted = (int)Math.Min(to - next, LargestReadLength / _reader.Channels);
            int read = _reader.Read(_interleaved.AsSpan(0, wanted * _reader.Channels)) / _reader.Channels;
            if (read == 0)
            {
                _sourceLength = next;
                break;
            }
            ReadOnlySpan<float> values = _interleaved.AsSpan(0, read * _reader.Channels);
            // Written so that a NaN is caught too.
            if (!(TensorPrimitives.MaxMagnitude(values) is >= -LargestSample and <= LargestSample))
                throw new Pix2PitchException($"'{_reader.Path}' holds samples that are no numbers or far too large; export it again.");
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
