using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pix2Pitch.Audio;

/// <summary>
/// Turns a clip into a mel image: float32 [1, bands, frames], row-major, band 0 (the lowest) first, in [-1, 1]; the same values, scaled,
/// as librosa's <c>power_to_db(melspectrogram(y, sr, n_fft, hop_length, n_mels, fmin, fmax), ref=max, top_db)</c>. Safe for use
/// from many threads.
/// </summary>
public sealed class MelSpectrogramExtractor
{
    private readonly ShortTimeFourierTransform _stft;
    private readonly MelFilterBank _bank;
    private readonly int _maximumThreads;

    /// <param name="settings">The representation.</param>
    /// <param name="maximumThreads">Threads used for one clip; 0 is as many as there are. The result does not depend on it.</param>
    /// <exception cref="Pix2PitchException">The settings make no sense together.</exception>
    public MelSpectrogramExtractor(MelSettings settings, int maximumThreads = 0)
    {
        ArgumentNullException.ThrowIfNull(settings);
        FrameBlocks.CheckThreads(maximumThreads);
        Settings = settings;
        _bank = MelFilterBank.For(settings);
        _stft = ShortTimeFourierTransform.For(settings.FftSize, settings.HopLength);
        _maximumThreads = maximumThreads;
    }

    /// <summary>The representation.</summary>
    public MelSettings Settings { get; }

    /// <summary>Extracts the mel image of a clip.</summary>
    /// <param name="clip">Mono samples at the settings' rate; at most <see cref="MelSettings.ClipSamples"/>, and zeros follow where there are fewer.</param>
    /// <param name="melImage">Receives bands x frames values.</param>
    /// <exception cref="ArgumentException">The clip is too long, or the image has another size.</exception>
    /// <exception cref="Pix2PitchException">The clip is silent, or a sample is not a number.</exception>
    public void Extract(ReadOnlySpan<float> clip, Span<float> melImage) => Extract(clip, melImage, "The clip");

    /// <summary>Reads a clip from a sound file and extracts its mel image.</summary>
    /// <param name="path">A sound file of any kind that <see cref="AudioReader"/> reads.</param>
    /// <param name="offsetSeconds">Where the clip begins, in seconds.</param>
    /// <param name="melImage">Receives bands x frames values.</param>
    /// <exception cref="Pix2PitchException">The file cannot be read, is shorter than the offset, or its clip is silent.</exception>
    public void Extract(string path, double offsetSeconds, Span<float> melImage)
    {
        AudioSignal signal = AudioReader.Read(path, Settings.SampleRate, offsetSeconds, Settings.ClipSeconds);
        Extract(signal.Samples.AsSpan(0, Math.Min(signal.Samples.Length, Settings.ClipSamples)), melImage, $"'{path}'");
    }

    private void Extract(ReadOnlySpan<float> clip, Span<float> melImage, string name)
    {
        MelSettings settings = Settings;
        if (clip.Length > settings.ClipSamples)
            throw new ArgumentException($"The clip has {clip.Length} samples; at most {settings.ClipSamples} fit into the image.", nameof(clip));
        if (melImage.Length != settings.ImageLength)
            throw new ArgumentException($"The image has {melImage.Length} values; it has to have {settings.MelBands} x {settings.Frames}.", nameof(melImage));

        // Spans cannot go to other threads; pooled memory can.
        using AlignedFloats padded = AlignedFloats.Rent(_stft.PaddedLength(clip.Length, settings.Frames));
        padded.Span.Clear();
        clip.CopyTo(padded.Span[(settings.FftSize / 2)..]);
        float[] power = ArrayPool<float>.Shared.Rent(settings.ImageLength);
        try
        {
            FrameBlocks.Run(ShortTimeFourierTransform.BlockCount(settings.Frames), 1, _maximumThreads, (block, _) => MelPower(padded, power, block));
            Span<float> image = power.AsSpan(0, settings.ImageLength);
            if (!float.IsFinite(TensorPrimitives.Sum(image)))
                throw new Pix2PitchException($"{name} holds samples that are no numbers or far too large; export the sound again.");
            if (MelScaleImage.IsSilent(image))
                throw new Pix2PitchException($"{name} is silent for the {settings.ClipSeconds:0.##} s that were asked for; choose another offset or another recording.");
            MelScaleImage.FromPower(image, settings.TopDecibels);
            image.CopyTo(melImage);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(power);
        }
    }

    /// <summary>The mel power of a block of frames, into [bands, frames].</summary>
    private void MelPower(AlignedFloats padded, float[] power, int block)
    {
        const int Lanes = RealFourierTransform.Lanes;
        int values = _bank.Bins * Lanes, frames = Settings.Frames, first = block * Lanes, valid = Math.Min(Lanes, frames - first);
        using AlignedFloats floats = AlignedFloats.Rent(LaneWork.LengthOf(_stft.Fourier));
        using AlignedFloats spectrum = AlignedFloats.Rent(2 * values);
        Span<float> re = spectrum.Span[..values], im = spectrum.Span[values..];
        var work = new LaneWork(_stft.Fourier, floats.Span);
        _stft.Load(padded.Span, block, ref work);
        _stft.Fourier.Forward(ref work, re, im);
        TensorPrimitives.Multiply(re, re, re);
        TensorPrimitives.MultiplyAdd(im, im, re, re);
        ref float bins = ref MemoryMarshal.GetReference(re);
        Span<float> lanes = stackalloc float[Lanes];
        for (int band = 0; band < _bank.Bands; band++)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            int bin = _bank.FirstBin(band);
            foreach (float weight in _bank.Weights(band))
                sum = Vector512.MultiplyAddEstimate(Vector512.Create(weight), RealFourierTransform.Load(ref bins, bin++), sum);
            sum.CopyTo(lanes);
            lanes[..valid].CopyTo(power.AsSpan(band * frames + first));
        }
    }
}
