namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>Decodes frames of layer III (MP3; ISO/IEC 11172-3, ISO/IEC 13818-3 and MPEG 2.5).</summary>
internal sealed class Layer3Decoder
{
    private readonly Granule[,] _granules = { { new(), new() }, { new(), new() } }; // [half, channel]
    private readonly Spectrum[] _spectra = [new(), new()];
    private readonly HybridFilter[] _hybrids = [new(), new()];
    private readonly SynthesisFilter[] _filters = [new(), new()];
    private readonly float[] _samples = new float[32];

    /// <summary>Clears the state of earlier frames.</summary>
    public void Reset()
    {
        foreach (HybridFilter hybrid in _hybrids) hybrid.Reset();
        foreach (SynthesisFilter filter in _filters) filter.Reset();
    }

    /// <summary>Decodes a frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">Side information and main data, including the part from the bit reservoir; then <see cref="BitReader.Padding"/> bytes.</param>
    /// <param name="length">Number of bytes without the padding.</param>
    /// <param name="interleaved">Receives the samples; undefined if the frame is invalid.</param>
    /// <returns>Whether the frame is valid.</returns>
    public bool Decode(MpegHeader header, Span<byte> frame, int length, Span<float> interleaved)
    {
        int channels = header.Channels, halves = header.Version == 1 ? 2 : 1;
        bool isMpeg1 = header.Version == 1;
        ScaleFactorBands bands = ScaleFactorBands.For(header);
        var bits = new BitReader(frame, length);
        Span<int> shared = stackalloc int[2];
        bits.Skip(isMpeg1 ? (channels == 1 ? 14 : 12) : 8 + channels); // main_data_begin, private bits
        for (int channel = 0; isMpeg1 && channel < channels; channel++) shared[channel] = (int)bits.Read(4);
        for (int half = 0; half < halves; half++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                if (!_granules[half, channel].Read(ref bits, header, bands)) return false;
            }
        }

        bits.GoTo(8 * header.SideLength);
        bool isJoint = header.Mode == 1, isIntensity = isJoint && (header.ModeExtension & 1) != 0, isMidSide = isJoint && (header.ModeExtension & 2) != 0;
        for (int half = 0; half < halves; half++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                Granule granule = _granules[half, channel];
                int end = bits.Position + granule.BitLength;
                if (isMpeg1) ScaleFactors.Read(ref bits, granule, half > 0 ? _granules[0, channel] : null, shared[channel]);
                else ScaleFactors.ReadLowSampleRate(ref bits, granule, isIntensity && channel == 1);
                if (!_spectra[channel].Read(ref bits, end, granule)) return false;
                _spectra[channel].Scale(granule, bands, isMpeg1);
            }
            if (channels == 2 && (isMidSide || isIntensity)) JointStereo.Undo(_spectra[0], _spectra[1], _granules[half, 1], bands, header, isMidSide, isIntensity);
            for (int channel = 0; channel < channels; channel++)
            {
                Spectrum spectrum = _spectra[channel];
                Granule granule = _granules[half, channel];
                spectrum.Order(granule, bands);
                ReadOnlySpan<float> times = _hybrids[channel].Apply(spectrum.Values, granule, (spectrum.End + 17) / 18);
                for (int time = 0, to = half * Spectrum.Length * channels + channel; time < 18; time++)
                {
                    _filters[channel].Next(times.Slice(32 * time, 32), _samples);
                    foreach (float sample in _samples)
                    {
                        interleaved[to] = sample;
                        to += channels;
                    }
                }
            }
        }
        return true;
    }
}
