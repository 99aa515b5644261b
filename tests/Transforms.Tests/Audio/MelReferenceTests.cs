using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

/// <summary>Values against librosa's definitions, computed independently in double precision.</summary>
public sealed class MelReferenceTests
{
    public static TheoryData<string> Cases => [.. ReferenceData.Values.Mel.Select(c => c.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void The_spectrum_of_a_frame_equals_the_reference(string name)
    {
        ReferenceData.MelCase wanted = ReferenceData.Values.Mel.Single(c => c.Name == name);
        var stft = ShortTimeFourierTransform.For(wanted.FftSize, wanted.HopLength);
        (float[] re, float[] im) = Spectra.Of(stft, TestSignals.Reference(wanted.SampleRate, wanted.ClipSamples));
        int first = wanted.SpectrumFrame * stft.Fourier.Bins;
        for (int i = 0; i < wanted.Bins.Length; i++)
        {
            Assert.Equal(wanted.Re[i], re[first + wanted.Bins[i]], 1e-6 * wanted.SpectrumPeak);
            Assert.Equal(wanted.Im[i], im[first + wanted.Bins[i]], 1e-6 * wanted.SpectrumPeak);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_mel_image_equals_the_reference(string name)
    {
        ReferenceData.MelCase wanted = ReferenceData.Values.Mel.Single(c => c.Name == name);
        MelSettings settings = wanted.Settings;
        Assert.Equal(wanted.ClipSamples, settings.ClipSamples);
        var image = new float[settings.ImageLength];
        new MelSpectrogramExtractor(settings).Extract(TestSignals.Reference(wanted.SampleRate, wanted.ClipSamples), image);
        int at = 0;
        foreach (int band in wanted.Bands)
        {
            foreach (int column in wanted.Columns)
                Assert.Equal(wanted.Image[at++], image[band * settings.Frames + column], 1e-5); // 1e-5 is 0.0004 dB
        }
    }

    [Fact]
    public void The_presets_are_among_the_references()
    {
        foreach ((string name, MelSettings settings) in MelSettings.Presets)
            Assert.Equal(settings, ReferenceData.Values.Mel.Single(c => c.Name == name).Settings);
    }
}
