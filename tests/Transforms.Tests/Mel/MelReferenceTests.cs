using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Transforms.Tests.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Mel;

/// <summary>
/// Values against librosa's definitions, computed independently in double precision: sizes of 512 to 16,384, odd hops, all presets, 8 to 96 kHz,
/// one channel and two. Sounds are read from a file, which includes the mean of the channels. Errors are relative: for a
/// spectrum to its maximum magnitude, for a weight of the mel filter bank to that weight, for decibels to the range of the mel-spectrogram.
/// </summary>
public sealed class MelReferenceTests : IDisposable
{
    private const double MaxError = 1e-5;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Cases => [.. ReferenceData.Values.Mel.Select(c => c.Name)];

    public static TheoryData<int> Banks => [.. Enumerable.Range(0, ReferenceData.Values.Bank.Length)];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void The_spectrum_equals_the_reference_to_a_millionth_of_its_largest_magnitude(string name)
    {
        ReferenceData.MelCase wanted = Case(name);
        var stft = ShortTimeFourierTransform.For(wanted.FftSize, wanted.HopLength);
        (float[] re, float[] im) = Spectra.Of(stft, AudioReader.Read(Write(wanted), wanted.SampleRate).Samples);
        int bins = stft.Fourier.Bins, frames = wanted.Frames;
        Assert.Equal(bins * frames, re.Length);
        for (int i = 0; i < wanted.SpectrumPlaces.Length; i++)
        {
            // The reference is [bins, frames].
            int at = wanted.SpectrumPlaces[i] % frames * bins + wanted.SpectrumPlaces[i] / frames;
            Assert.Equal(wanted.Re[i], re[at], 0.1 * MaxError * wanted.SpectrumPeak);
            Assert.Equal(wanted.Im[i], im[at], 0.1 * MaxError * wanted.SpectrumPeak);
        }
        double energy = 0;
        for (int i = 0; i < re.Length; i++) energy += (double)re[i] * re[i] + (double)im[i] * im[i];
        Assert.Equal(1, energy / wanted.SpectrumEnergy, 0.1 * MaxError);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_mel_spectrogram_of_a_file_equals_the_reference(string name)
    {
        ReferenceData.MelCase wanted = Case(name);
        MelOptions mel = wanted.Options;
        Assert.Equal(wanted.ClipSamples, mel.ClipSamples);
        var melSpectrogram = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel).Extract(Write(wanted), 0, melSpectrogram);
        for (int i = 0; i < wanted.ImagePlaces.Length; i++)
            Assert.Equal(wanted.Image[i], melSpectrogram[wanted.ImagePlaces[i]], MaxError); // 1e-5 is 0.0004 dB
        Assert.Equal(wanted.ImageSum / melSpectrogram.Length, melSpectrogram.Average(v => (double)v), 0.1 * MaxError);
    }

    [Theory, MemberData(nameof(Banks))]
    public void Every_weight_of_the_mel_bank_equals_the_reference(int index)
    {
        ReferenceData.BankCase wanted = ReferenceData.Values.Bank[index];
        var bank = MelFilterBank.For(ReferenceData.Values.Mel[index].Options);
        Assert.Equal((wanted.FftSize, wanted.MelBands), (2 * (bank.Bins - 1), bank.Bands));
        double sum = 0;
        int count = 0;
        for (int band = 0; band < bank.Bands; band++)
        {
            foreach (float weight in bank.Weights(band))
            {
                sum += weight;
                if (weight > 1e-9f) count++;
            }
        }
        Assert.Equal(wanted.NonZero, count);
        Assert.Equal(1, sum / wanted.Sum, MaxError);
        for (int i = 0; i < wanted.Places.Length; i++)
        {
            (int band, int bin) = (wanted.Places[i][0], wanted.Places[i][1]);
            int at = bin - bank.FirstBin(band);
            Assert.InRange(at, 0, bank.Weights(band).Length - 1);
            Assert.Equal(1, bank.Weights(band)[at] / wanted.Weights[i], MaxError);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Power_in_decibels_equals_the_reference_over_18_decades(int index)
    {
        ReferenceData.DecibelCase wanted = ReferenceData.Values.Decibels[index];
        float[] logarithms = [.. wanted.Power.Select(p => MelDecibels.Logarithm(Vector512.Create((float)p))[0])];
        Vector512<float> peak = Vector512.Create(logarithms.Max()), scale = Vector512.Create(MelDecibels.Scale(wanted.TopDecibels));
        for (int i = 0; i < logarithms.Length; i++)
        {
            float value = MelDecibels.FromLogarithm(Vector512.Create(logarithms[i]), peak, scale)[0];
            Assert.Equal(wanted.Decibels[i], (value - 1) * wanted.TopDecibels / 2, MaxError * wanted.TopDecibels);
        }
    }

    [Fact]
    public void The_references_hold_all_presets_sizes_and_rates_in_one_channel_and_two()
    {
        ReferenceData.MelCase[] cases = ReferenceData.Values.Mel;
        foreach ((string name, MelOptions mel) in MelOptions.Presets)
        {
            Assert.Equal(mel, Case(name).Options);
            Assert.Equal(mel, Case(name + ", stereo").Options);
        }
        Assert.Empty(new[] { 512, 1024, 2048, 4096, 8192, 16384 }.Except(cases.Where(c => c.HopLength % 2 == 1).Select(c => c.FftSize)));
        foreach (bool isStereo in new[] { false, true })
            Assert.Empty(new[] { 8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000 }.Except(cases.Where(c => c.IsStereo == isStereo).Select(c => c.SampleRate)));
    }

    private static ReferenceData.MelCase Case(string name) => ReferenceData.Values.Mel.Single(c => c.Name == name);

    // 32 bit floating point: nothing is rounded.
    private string Write(ReferenceData.MelCase wanted)
    {
        float[] left = TestSignals.Reference(wanted.SampleRate, wanted.ClipSamples);
        float[] values = left;
        if (wanted.IsStereo)
        {
            float[] right = TestSignals.ReferenceRight(wanted.SampleRate, wanted.ClipSamples);
            values = [.. left.Zip(right).SelectMany(pair => new[] { pair.First, pair.Second })];
        }
        var bytes = new byte[sizeof(float) * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        var wave = new WaveBytes { Tag = 3, Bits = 32, SampleRate = (uint)wanted.SampleRate, Channels = (ushort)(wanted.IsStereo ? 2 : 1), Data = bytes };
        return _folder.Write("sound.wav", wave.ToArray());
    }
}
