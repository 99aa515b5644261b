using System.Numerics.Tensors;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>Decodes packets of a Vorbis stream (Vorbis I specification, section 4.3). The blocks of consecutive packets overlap.</summary>
internal sealed class VorbisDecoder
{
    private const int MaxPoints = 65;

    private readonly VorbisSetup _setup;
    private readonly InverseMdct[] _transforms;
    private readonly float[][] _slopes; // the rising half of the window of a short and a long block
    private readonly float[][] _spectra, _rests, _samples; // one per channel
    private readonly float[] _block;
    private readonly int[] _points;
    private readonly bool[] _isSilent, _isPartSilent;
    private readonly float[][] _partSpectra;
    private int _restSize; // of the previous block; 0 if there is none

    /// <param name="setup">The stream's headers.</param>
    public VorbisDecoder(VorbisSetup setup)
    {
        _setup = setup;
        int channels = setup.Channels, size = setup.BlockSizes[1];
        _transforms = [.. setup.BlockSizes.Select(block => new InverseMdct(block))];
        _slopes = [.. setup.BlockSizes.Select(Slope)];
        (_spectra, _rests, _samples) = (Arrays(channels, size / 2), Arrays(channels, size / 2), Arrays(channels, size / 2));
        _block = new float[size];
        _points = new int[channels * MaxPoints];
        (_isSilent, _isPartSilent, _partSpectra) = (new bool[channels], new bool[channels], new float[channels][]);
    }

    /// <summary>Clears the state of the previous packet.</summary>
    public void Reset() => _restSize = 0;

    /// <summary>Decodes a packet of sound and returns the number of samples that are ready.</summary>
    public int Decode(ReadOnlySpan<byte> packet)
    {
        var bits = new VorbisBits(packet);
        bits.Skip(1);
        (bool isLong, int number) = _setup.Modes[(int)bits.Read(_setup.ModeBits)];
        bool isLeftLong = isLong && bits.ReadFlag(), isRightLong = isLong && bits.ReadFlag();
        int size = _setup.BlockSizes[isLong ? 1 : 0];
        ReadSpectra(ref bits, _setup.Mappings[number], size / 2);

        // From the middle of the previous block to the middle of this one.
        int ready = _restSize == 0 ? 0 : _restSize / 4 + size / 4, shift = size / 4 - _restSize / 4;
        for (int channel = 0; channel < _setup.Channels; channel++)
        {
            Span<float> block = _block.AsSpan(0, size), left = block[..(size / 2)], right = block[(size / 2)..];
            if (_spectra[channel].AsSpan(0, size / 2).IndexOfAnyExcept(0f) < 0) block.Clear();
            else _transforms[isLong ? 1 : 0].Apply(_spectra[channel].AsSpan(0, size / 2), block);
            ApplyWindow(left, _slopes[isLeftLong ? 1 : 0]);
            right.Reverse();
            ApplyWindow(right, _slopes[isRightLong ? 1 : 0]);
            right.Reverse();
            if (ready > 0)
            {
                Span<float> samples = _samples[channel].AsSpan(0, ready);
                samples.Clear();
                int restLength = Math.Min(_restSize / 2, ready);
                _rests[channel].AsSpan(0, restLength).CopyTo(samples);
                int from = Math.Max(0, shift), to = Math.Max(0, -shift), count = Math.Min(left.Length - from, ready - to);
                TensorPrimitives.Add(samples.Slice(to, count), left.Slice(from, count), samples.Slice(to, count));
            }
            right.CopyTo(_rests[channel]);
        }
        _restSize = size;
        return ready;
    }

    /// <summary>Copies ready samples from <paramref name="first"/> on, interleaved.</summary>
    public void CopyTo(Span<float> interleaved, int first)
    {
        int channels = _setup.Channels, count = interleaved.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> samples = _samples[channel].AsSpan(first, count);
            for (int i = 0, to = channel; i < samples.Length; i++, to += channels) interleaved[to] = samples[i];
        }
    }

    private void ReadSpectra(ref VorbisBits bits, VorbisMapping mapping, int length)
    {
        int channels = _setup.Channels;
        for (int channel = 0; channel < channels; channel++)
        {
            VorbisFloor floor = _setup.Floors[mapping.Parts[mapping.PartOf[channel]].Floor];
            _isSilent[channel] = !floor.Read(ref bits, _points.AsSpan(channel * MaxPoints, MaxPoints));
            _spectra[channel].AsSpan(0, length).Clear();
        }
        // The residue of a silent channel is still read if it is coupled with a channel that is not silent.
        Span<bool> isRead = stackalloc bool[channels];
        for (int channel = 0; channel < channels; channel++) isRead[channel] = !_isSilent[channel];
        foreach ((int magnitude, int angle) in mapping.Couplings) isRead[magnitude] = isRead[angle] = isRead[magnitude] || isRead[angle];
        for (int part = 0; part < mapping.Parts.Length; part++)
        {
            int count = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                if (mapping.PartOf[channel] != part) continue;
                (_partSpectra[count], _isPartSilent[count]) = (_spectra[channel], !isRead[channel]);
                count++;
            }
            if (count > 0) _setup.Residues[mapping.Parts[part].Residue].Read(ref bits, _partSpectra.AsSpan(0, count), _isPartSilent.AsSpan(0, count), length);
        }
        for (int i = mapping.Couplings.Length - 1; i >= 0; i--)
            Decouple(_spectra[mapping.Couplings[i].Magnitude].AsSpan(0, length), _spectra[mapping.Couplings[i].Angle].AsSpan(0, length));
        for (int channel = 0; channel < channels; channel++)
        {
            Span<float> spectrum = _spectra[channel].AsSpan(0, length);
            if (_isSilent[channel]) spectrum.Clear();
            else _setup.Floors[mapping.Parts[mapping.PartOf[channel]].Floor].Apply(_points.AsSpan(channel * MaxPoints, MaxPoints), spectrum);
        }
    }

    private static void Decouple(Span<float> magnitudes, Span<float> angles)
    {
        for (int i = 0; i < magnitudes.Length; i++)
        {
            float magnitude = magnitudes[i], angle = angles[i];
            if (magnitude > 0) (magnitudes[i], angles[i]) = angle > 0 ? (magnitude, magnitude - angle) : (magnitude + angle, magnitude);
            else (magnitudes[i], angles[i]) = angle > 0 ? (magnitude, magnitude + angle) : (magnitude - angle, magnitude);
        }
    }

    // Applies the window to half a block: zeros, the slope around the middle, then ones.
    private static void ApplyWindow(Span<float> half, float[] slope)
    {
        int zeros = (half.Length - slope.Length) / 2;
        half[..zeros].Clear();
        TensorPrimitives.Multiply(half.Slice(zeros, slope.Length), slope, half.Slice(zeros, slope.Length));
    }

    private static float[] Slope(int size)
        => [.. Enumerable.Range(0, size / 2).Select(n => (float)Math.Sin(Math.PI / 2 * Math.Pow(Math.Sin((n + 0.5) / size * Math.PI), 2)))];

    private static float[][] Arrays(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new float[length])];
}
