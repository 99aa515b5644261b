using System.Buffers;
using System.Numerics.Tensors;
using Pix2Pitch.Fourier;
using Pix2Pitch.Loudness;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Turns a mel image into sound: mel power to linear power by non-negative least squares, then a signal for those magnitudes: phases
/// to start from by phase gradient heap integration, and fast Griffin-Lim. The same image, options and seed give the same samples,
/// whatever the number of threads. Safe for use from many threads.
/// </summary>
public sealed class MelSpectrogramInverter
{
    private const double SilenceMargin = 1; // dB above the image's floor

    private readonly ShortTimeFourierTransform _stft;
    private readonly MelInverse _inverse;

    /// <param name="settings">The representation that the images are in.</param>
    /// <param name="options">How to invert; null means the defaults.</param>
    /// <exception cref="Pix2PitchException">The settings make no sense together, or an option is out of its range.</exception>
    public MelSpectrogramInverter(MelOptions settings, InversionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        Settings = settings;
        Options = options ?? new InversionOptions();
        Options.Validate();
        _stft = ShortTimeFourierTransform.For(settings.FftSize, settings.HopLength);
        _inverse = MelInverse.For(settings);
    }

    /// <summary>The representation that the images are in.</summary>
    public MelOptions Settings { get; }

    /// <summary>How they are inverted.</summary>
    public InversionOptions Options { get; }

    /// <summary>Inverts a mel image.</summary>
    /// <param name="melImage">bands x frames values, band 0 first; values past -1 and 1 count as these.</param>
    /// <returns>
    /// <see cref="MelOptions.ClipSamples"/> samples as loud as <see cref="InversionOptions.LoudnessLufs"/> and
    /// <see cref="InversionOptions.PeakDecibels"/> say, with short fades; all 0 where nothing in the image reaches 1 dB over its floor.
    /// </returns>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    /// <exception cref="Pix2PitchException">The image holds a value that is not a number.</exception>
    public float[] Invert(ReadOnlySpan<float> melImage) => Invert(melImage, Settings.ClipSeconds);

    /// <summary>
    /// Inverts a mel image of another length than a clip: clip by clip, each fading into the next with equal power
    /// (<see cref="InversionOptions.CrossFadeSeconds"/>), and scaled in loudness as a whole. Beside the sound itself it takes the memory of one clip.
    /// </summary>
    /// <param name="melImage">bands x frames values, where there are 1 + round(seconds x rate) / hop frames; band 0 first.</param>
    /// <param name="seconds">Length of the sound; 0.1 to 600 s.</param>
    /// <param name="progress">Told how many of how many clips are done.</param>
    /// <param name="cancellation">Stops between two clips.</param>
    /// <returns>round(seconds x rate) samples; those of <see cref="Invert(ReadOnlySpan{float})"/> for the length of a clip.</returns>
    /// <exception cref="ArgumentException">The image has another size, or the length is out of range.</exception>
    /// <exception cref="Pix2PitchException">The image holds a value that is not a number.</exception>
    public float[] Invert(
        ReadOnlySpan<float> melImage, double seconds, IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        var layout = new ClipLayout(Settings, Options.CrossFadeSeconds, seconds);
        if (melImage.Length != Settings.MelBands * layout.Frames)
            throw new ArgumentException($"The image has {melImage.Length} values; it has to have {Settings.MelBands} x {layout.Frames}.", nameof(melImage));
        foreach (float value in melImage)
        {
            if (float.IsNaN(value)) throw new Pix2PitchException("The mel image holds values that are no numbers; generate it again.");
        }

        var signal = new float[layout.Samples];
        float[] image = new float[Settings.ImageLength], clip = new float[Settings.ClipSamples];
        for (int n = 0; n < layout.Clips; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            layout.Take(melImage, n, image);
            int start = layout.StartOf(n), joined = n > 0 ? Math.Max(start, layout.StartOf(n - 1) + clip.Length) : 0;
            Restore(image, unchecked(Options.Seed + n), signal.AsSpan(0, joined), start, clip);
            ClipJoiner.Add(signal, start, clip, joined - start);
            progress?.Report((n + 1, layout.Clips));
        }
        Finish(signal);
        return signal;
    }

    // The sound of one clip's image, neither faded nor scaled: 1 in the image is the same loudness in every clip. It begins at `start` of what has
    // been joined before it.
    private void Restore(ReadOnlySpan<float> melImage, int seed, ReadOnlySpan<float> joined, int start, float[] signal)
    {
        MelOptions settings = Settings;
        if (TensorPrimitives.Max(melImage) < -1 + 2 * SilenceMargin / settings.TopDecibels)
        {
            signal.AsSpan().Clear();
            return;
        }
        int bins = settings.FftSize / 2 + 1, frames = settings.Frames;
        float[] mel = ArrayPool<float>.Shared.Rent(settings.ImageLength);
        float[] magnitudes = ArrayPool<float>.Shared.Rent(frames * bins);
        float[] turns = ArrayPool<float>.Shared.Rent(frames * bins);
        try
        {
            MelScaleImage.ToPower(melImage, settings.TopDecibels, mel);
            _inverse.Solve(mel, frames, Options.NnlsIterations, Options.MaximumThreads, magnitudes);
            Span<float> linear = magnitudes.AsSpan(0, frames * bins);
            TensorPrimitives.Sqrt(linear, linear);
            StartPhases(magnitudes, seed, joined, start, turns);
            var griffinLim = new FastGriffinLim(_stft, Options.Iterations, Options.Momentum, Options.MaximumThreads);
            griffinLim.Run(magnitudes, frames, turns, signal);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(mel);
            ArrayPool<float>.Shared.Return(magnitudes);
            ArrayPool<float>.Shared.Return(turns);
        }
    }

    private void StartPhases(float[] magnitudes, int seed, ReadOnlySpan<float> joined, int start, float[] turns)
    {
        int frames = Settings.Frames, bins = _stft.Fourier.Bins;
        if (Options.PhaseStart == PhaseStart.PhaseGradient)
        {
            int known = PhaseContinuation.Find(_stft, joined, start, frames, turns);
            PhaseGradient.Integrate(_stft, magnitudes, frames, seed, Options.MaximumThreads, turns, known);
            return;
        }
        FrameBlocks.Run(frames, 16, Options.MaximumThreads, (start, end) =>
        {
            for (int frame = start; frame < end; frame++) RandomPhase.Fill(seed, frame, turns.AsSpan(frame * bins, bins));
        });
    }

    // Fades first, so that what is measured is what will be heard.
    private void Finish(Span<float> signal)
    {
        int fade = Math.Min((int)(Options.FadeSeconds * Settings.SampleRate), signal.Length / 2);
        for (int n = 0; n < fade; n++)
        {
            float gain = 0.5f - 0.5f * MathF.Cos(MathF.PI * (n + 0.5f) / fade);
            signal[n] *= gain;
            signal[^(n + 1)] *= gain;
        }
        LoudnessMeter.Normalise(signal, Settings.SampleRate, Options.LoudnessLufs, Options.PeakDecibels);
    }
}
