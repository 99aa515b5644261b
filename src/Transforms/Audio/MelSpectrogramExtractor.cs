using System.Buffers;
using System.Numerics.Tensors;

namespace Pix2Pitch.Audio;

/// <summary>
/// Turns a clip into a mel image: float32 [1, bands, frames], row-major, band 0 (the lowest) first, in [-1, 1]; the same values, scaled,
/// as librosa's <c>power_to_db(melspectrogram(y, sr, n_fft, hop_length, n_mels, fmin, fmax), ref=max, top_db)</c>. Safe for use
/// from many threads.
/// </summary>
public sealed class MelSpectrogramExtractor
{
    private const int FramesPerBlock = 16;

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

        // Spans cannot go to other threads; the pool's arrays can.
        float[] padded = ArrayPool<float>.Shared.Rent(settings.ClipSamples);
        float[] power = ArrayPool<float>.Shared.Rent(settings.ImageLength);
        try
        {
            clip.CopyTo(padded);
            padded.AsSpan(clip.Length, settings.ClipSamples - clip.Length).Clear();
            FrameBlocks.Run(settings.Frames, FramesPerBlock, _maximumThreads, (start, end) => MelPower(padded, power, start, end));
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
            ArrayPool<float>.Shared.Return(padded);
            ArrayPool<float>.Shared.Return(power);
        }
    }

    /// <summary>The mel power of the frames from <paramref name="start"/> to <paramref name="end"/>, into [bands, frames].</summary>
    private void MelPower(float[] clip, float[] power, int start, int end)
    {
        int bins = _bank.Bins, frames = Settings.Frames;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * bins + _stft.ScratchLength);
        Span<float> re = rented.AsSpan(0, bins), im = rented.AsSpan(bins, bins), scratch = rented.AsSpan(2 * bins, _stft.ScratchLength);
        ReadOnlySpan<float> signal = clip.AsSpan(0, Settings.ClipSamples);
        for (int frame = start; frame < end; frame++)
        {
            _stft.Forward(signal, frame, re, im, scratch);
            TensorPrimitives.Multiply(re, re, re);
            TensorPrimitives.MultiplyAdd(im, im, re, re);
            for (int band = 0; band < _bank.Bands; band++)
            {
                ReadOnlySpan<float> weights = _bank.Weights(band);
                power[band * frames + frame] = TensorPrimitives.Dot(weights, re.Slice(_bank.FirstBin(band), weights.Length));
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
