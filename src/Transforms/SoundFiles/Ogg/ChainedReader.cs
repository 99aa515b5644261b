namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>Reads the consecutive recordings of a chained Ogg file as one. Only one decoder is in memory.</summary>
internal sealed class ChainedReader : SampleReader
{
    private readonly FileStream _file;
    private readonly List<OggStream> _streams;
    private readonly long[] _starts; // the first sample of each stream, then the end of the last
    private SampleReader _current;
    private int _index;
    private long _position;

    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="streams">The recordings in it.</param>
    /// <exception cref="Pix2PitchException">Their sample rates or numbers of channels differ.</exception>
    public ChainedReader(string path, FileStream file, List<OggStream> streams)
        : base(path)
    {
        (_file, _streams, _starts) = (file, streams, new long[streams.Count + 1]);
        for (int i = 0; i < streams.Count; i++)
        {
            using SampleReader reader = OggFile.Open(path, file, streams[i], ownsFile: false);
            if (i == 0) (SampleRate, Channels) = (reader.SampleRate, reader.Channels);
            if ((reader.SampleRate, reader.Channels) != (SampleRate, Channels))
            {
                throw new Pix2PitchException($"'{path}' has consecutive recordings in different formats ({SampleRate} Hz and {Channels} channels, "
                    + $"then {reader.SampleRate} Hz and {reader.Channels}); split it.");
            }
            _starts[i + 1] = _starts[i] + reader.Length;
        }
        Length = _starts[^1];
        _current = OggFile.Open(path, file, streams[0], ownsFile: false);
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        int index = Array.BinarySearch(_starts, sample);
        if (index < 0) index = ~index - 1;
        while (index < _streams.Count - 1 && _starts[index + 1] <= sample) index++; // streams may be empty
        Open(Math.Clamp(index, 0, _streams.Count - 1));
        _current.Seek(sample - _starts[_index]);
        _position = sample;
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int done = 0;
        while (interleaved.Length - done >= Channels && _position < Length)
        {
            int read = _current.Read(interleaved[done..]);
            if (read == 0)
            {
                if (_position < _starts[_index + 1]) throw Truncated(Path); // the rest would be at the wrong time
                if (_index == _streams.Count - 1) break;
                Open(_index + 1);
            }
            done += read;
            _position += read / Channels;
        }
        return done;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _current.Dispose();
        _file.Dispose();
    }

    private void Open(int index)
    {
        if (index == _index) return;
        SampleReader next = OggFile.Open(Path, _file, _streams[index], ownsFile: false);
        _current.Dispose();
        (_current, _index) = (next, index);
    }
}
