using System.Numerics.Tensors;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Notes;

/// <summary>
/// Finds notes in a mel-spectrogram. Each frame becomes a sum of harmonic spectra of the 88 pitches and of broad bands of noise: non-negative matrix factorization with fixed spectra and the
/// Kullback-Leibler divergence (Lee and Seung 2001, equation 5; for transcription Smaragdis and Brown 2003). A note lasts while the weight of its pitch is above two thresholds: it begins
/// at the upper one and ends at the lower one (hysteresis).
/// </summary>
/// <remarks>The constants were chosen by the F1 of notes and of frames on 81 rendered clips of the training split. <c>docs/generation.md</c> has the F1 on clips of the test split.</remarks>
internal static class NoteTranscription
{
    private const double Exponent = 0.6; // of magnitudes: weak partials count more
    private const int Partials = 15, Iterations = 30, NoiseBands = 16;
    private const double Slope = 1.5; // the amplitude of partial n is n to the power of -1.5
    private const float On = 0.25f, Off = 0.15f; // relative to the strongest pitch nearby in time
    private const double NearSeconds = 0.4;
    private const float Faint = 0.02f; // relative to the strongest pitch of the whole music
    private const double MinSeconds = 0.12, AgainSeconds = 0.2; // of a note, and of one that is struck again
    private const float Rise = 2.5f; // of the strength of a note that is struck again
    private const double DelaySeconds = 0.04; // from the onset until the pitch is strong: half a window
    private const float Tiny = 1e-9f;

    /// <summary>The notes of a mel-spectrogram, by pitch.</summary>
    public static IEnumerable<Note> Of(MelSpectrogram spectrogram, CancellationToken cancellation = default)
    {
        int frames = spectrogram.Frames;
        double frameSeconds = (double)spectrogram.Options.HopLength / spectrogram.Options.SampleRate;
        float[] strengths = Strengths(spectrogram, cancellation), near = Strongest(strengths, frames, (int)Math.Round(NearSeconds / frameSeconds));
        float faint = Faint * TensorPrimitives.Max<float>(near);
        if (faint <= 0) return [];
        var notes = new List<Note>();
        for (int row = 0; row < NoteRoll.PitchCount; row++)
        {
            foreach ((int begin, int end) in Notes(strengths.AsMemory(row * frames, frames), near, faint, frameSeconds))
                notes.Add(new Note(InstrumentFamily.Piano, NoteRoll.LowestPitch + row, begin * frameSeconds, (end - begin) * frameSeconds, NoteSequence.Velocity));
        }
        return notes;
    }

    /// <summary>The first frame of each note of a pitch, and the frame after its last one.</summary>
    private static IEnumerable<(int Begin, int End)> Notes(ReadOnlyMemory<float> strengths, float[] near, float faint, double frameSeconds)
    {
        int minFrames = Math.Max(1, (int)Math.Round(MinSeconds / frameSeconds)), againFrames = Math.Max(1, (int)Math.Round(AgainSeconds / frameSeconds));
        int delay = (int)Math.Round(DelaySeconds / frameSeconds);
        int start = -1, free = 0; // the frame where the note became strong, and the frame after the previous note
        for (int frame = 0; frame <= near.Length; frame++)
        {
            float level = frame < near.Length ? strengths.Span[frame] : 0, scale = frame < near.Length ? near[frame] : 0;
            bool isStrong = level >= On * scale && level >= faint;
            bool isLong = start >= 0 && frame - start >= minFrames;
            bool isStruckAgain = isLong && frame - start >= againFrames && isStrong && level >= Rise * TensorPrimitives.Min(strengths.Span[(frame - minFrames)..frame]);
            bool ends = level < Off * scale || level < faint / 2;
            if (start >= 0 && (ends || isStruckAgain))
            {
                int begin = Math.Max(free, start - delay);
                if (isLong)
                {
                    free = isStruckAgain ? Math.Max(begin + 1, frame - delay) : frame;
                    yield return (begin, free);
                }
                start = -1;
            }
            if (start < 0 && isStrong) start = frame;
        }
    }

    /// <summary>The strength of each pitch in each frame, [88, frames]; 0 in silent frames.</summary>
    private static float[] Strengths(MelSpectrogram spectrogram, CancellationToken cancellation)
    {
        int bands = spectrogram.Options.MelBands, frames = spectrogram.Frames;
        float[][] spectra = Spectra(spectrogram.Options);
        float[] sums = [.. spectra.Select(spectrum => Math.Max(Tiny, TensorPrimitives.Sum<float>(spectrum)))]; // the spectrum of a pitch above the bands is empty
        float[] strengths = new float[NoteRoll.PitchCount * frames], observed = new float[bands], ratio = new float[bands], weights = new float[spectra.Length];
        double toLogarithm = spectrogram.Options.TopDecibels / 40 * Math.Log(10) * Exponent;
        for (int frame = 0; frame < frames; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int band = 0; band < bands; band++)
            {
                float value = Math.Min(1, spectrogram.Values[band * frames + frame]);
                observed[band] = value <= -1 ? 0 : (float)Math.Exp((value - 1) * toLogarithm);
            }
            float total = TensorPrimitives.Sum<float>(observed);
            if (total <= 0) continue;
            Array.Fill(weights, total / spectra.Length);
            for (int i = 0; i < Iterations; i++)
            {
                Array.Fill(ratio, Tiny);
                for (int k = 0; k < spectra.Length; k++) TensorPrimitives.MultiplyAdd(spectra[k], weights[k], ratio, ratio);
                TensorPrimitives.Divide(observed, ratio, ratio);
                for (int k = 0; k < spectra.Length; k++) weights[k] *= TensorPrimitives.Dot<float>(spectra[k], ratio) / sums[k];
            }
            for (int row = 0; row < NoteRoll.PitchCount; row++) strengths[row * frames + frame] = weights[row];
        }
        return strengths;
    }

    /// <summary>In each frame, the strength of the strongest pitch of all frames that are not further away than a number of frames.</summary>
    private static float[] Strongest(float[] strengths, int frames, int reach)
    {
        var strongest = new float[frames];
        for (int row = 0; row < NoteRoll.PitchCount; row++) TensorPrimitives.Max(strongest, strengths.AsSpan(row * frames, frames), strongest);
        return [.. Enumerable.Range(0, frames).Select(frame => TensorPrimitives.Max<float>(strongest.AsSpan(Math.Max(0, frame - reach)..Math.Min(frames, frame + reach + 1))))];
    }

    /// <summary>The spectra in the bands of the representation, each of norm 1: those of the pitches, then the noise.</summary>
    private static float[][] Spectra(MelOptions mel)
    {
        MelFilterBank bank = MelFilterBank.For(mel);
        double binHertz = (double)mel.SampleRate / mel.FftSize;
        var spectra = new List<float[]>();
        for (int row = 0; row < NoteRoll.PitchCount; row++)
        {
            double hertz = 440 * Math.Pow(2, (NoteRoll.LowestPitch + row - 69) / 12.0);
            spectra.Add(Spectrum(bank, hertz / binHertz));
        }
        for (int center = 0; center < mel.MelBands + NoiseBands; center += NoiseBands)
            spectra.Add([.. Enumerable.Range(0, mel.MelBands).Select(band => Math.Max(0, 1 - Math.Abs(band - center) / (float)NoiseBands))]);
        foreach (float[] spectrum in spectra) TensorPrimitives.Divide(spectrum, TensorPrimitives.Norm<float>(spectrum) + Tiny, spectrum);
        return [.. spectra];
    }

    private static float[] Spectrum(MelFilterBank bank, double fundamentalBin)
    {
        var power = new float[bank.Bins];
        for (int n = 1; n <= Partials && n * fundamentalBin < bank.Bins; n++)
        {
            double at = n * fundamentalBin;
            for (int bin = Math.Max(0, (int)at - 3); bin <= Math.Min(bank.Bins - 1, (int)at + 4); bin++)
            {
                double magnitude = Math.Pow(n, -Slope) * HannSpectrum(bin - at);
                power[bin] += (float)(magnitude * magnitude);
            }
        }
        return [.. Enumerable.Range(0, bank.Bands).Select(Value)];

        float Value(int band)
        {
            ReadOnlySpan<float> weights = bank.Weights(band);
            return (float)Math.Pow(TensorPrimitives.Dot(weights, power.AsSpan(bank.FirstBin(band), weights.Length)), Exponent / 2);
        }
    }

    // The magnitude of the Fourier transform of a Hann window at a distance in bins, 1 at 0.
    private static double HannSpectrum(double x)
        => Math.Abs(x) < 1e-6 ? 1 : Math.Abs(Math.Abs(x) - 1) < 1e-6 ? 0.5 : Math.Sin(Math.PI * x) / (Math.PI * x) / (1 - x * x);
}
