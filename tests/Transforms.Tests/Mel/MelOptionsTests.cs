using Pix2Pitch.Mel;

namespace Pix2Pitch.Transforms.Tests.Mel;

public sealed class MelOptionsTests
{
    public static TheoryData<string> Names => [.. MelOptions.Presets.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_preset_fills_its_frames_exactly(string name)
    {
        MelOptions mel = MelOptions.Presets[name];
        mel.Validate();
        Assert.Equal(mel.Frames, 1 + mel.ClipSamples / mel.HopLength);
        Assert.InRange(mel.ClipSeconds, 9.99, 10);
    }

    [Fact]
    public void Preset_names_are_case_insensitive()
        => Assert.Same(MelOptions.Thesis512High, MelOptions.Presets["thesis512high"]);

    [Theory, InlineData(64), InlineData(128), InlineData(256), InlineData(512)]
    public void Every_image_size_has_its_options(int size)
    {
        MelOptions mel = MelOptions.ForImageSize(size);
        Assert.Equal((size, size, 22050), (mel.MelBands, mel.Frames, mel.SampleRate));
    }

    [Fact]
    public void Another_image_size_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => MelOptions.ForImageSize(100));

    [Theory, MemberData(nameof(Names))]
    public void Options_come_back_from_JSON(string name)
    {
        MelOptions mel = MelOptions.Presets[name];
        if (mel.Scale == FrequencyScale.Mel) mel = mel with { MaximumFrequency = 10000 };
        string json = mel.ToJson();
        Assert.DoesNotContain("Clip", json);
        Assert.Equal(mel, MelOptions.FromJson(json));
    }

    // As files had it before there was another scale.
    [Fact]
    public void JSON_of_the_mel_scale_does_not_name_it_and_JSON_without_a_scale_is_of_the_mel_scale()
    {
        const string Json = """{"SampleRate":22050,"FftSize":2048,"HopLength":862,"MelBands":256,"Frames":256,"MinimumFrequency":0,"MaximumFrequency":null,"TopDecibels":80}""";
        Assert.Equal(Json, MelOptions.Thesis256.ToJson());
        Assert.Equal(MelOptions.Thesis256, MelOptions.FromJson(Json));
        Assert.All(MelOptions.Presets.Values.Where(mel => mel.Scale == FrequencyScale.Mel), mel => Assert.DoesNotContain("Scale", mel.ToJson()));
    }

    [Fact]
    public void JSON_of_the_semitone_scale_names_it() => Assert.Contains("\"Scale\":\"Semitone\"", MelOptions.Semitone256.ToJson());

    [Theory, InlineData(""), InlineData("null"), InlineData("{\"FftSize\":\"big\"}"), InlineData("{\"FftSize\":1000}"), InlineData("{\"Scale\":\"Bark\"}"), InlineData("{\"Scale\":7}")]
    public void Text_without_options_is_refused(string json) => Assert.Throws<Pix2PitchException>(() => MelOptions.FromJson(json));

    public static TheoryData<string, MelOptions> Wrong => new()
    {
        { "SampleRate", MelOptions.Thesis256 with { SampleRate = 0 } },
        { "FftSize", MelOptions.Thesis256 with { FftSize = 3000 } },
        { "HopLength", MelOptions.Thesis256 with { HopLength = 0 } },
        { "HopLength", MelOptions.Thesis256 with { HopLength = 5000 } },
        { "MelBands", MelOptions.Thesis256 with { MelBands = 0 } },
        { "Frames", MelOptions.Thesis256 with { Frames = -1 } },
        { "TopDecibels", MelOptions.Thesis256 with { TopDecibels = double.NaN } },
        { "MinimumFrequency", MelOptions.Thesis256 with { MinimumFrequency = -1 } },
        { "MaximumFrequency", MelOptions.Thesis256 with { MaximumFrequency = 20000 } },
        { "MaximumFrequency", MelOptions.Thesis256 with { MinimumFrequency = 500, MaximumFrequency = 400 } },
        { "HopLength to 864 or lower Frames", MelOptions.Thesis256 with { HopLength = 900 } },
        { "raise FftSize or lower HopLength", MelOptions.Thesis512 with { FftSize = 1024 } },
        { "Scale is 7; it must be one of Mel, Semitone.", MelOptions.Thesis256 with { Scale = (FrequencyScale)7 } },
        { "MinimumFrequency is 0; it must be 10 Hz or more on the semitone scale.", MelOptions.Semitone256 with { MinimumFrequency = 0 } },
        { "MaximumFrequency is 5000; it must be left out on the semitone scale, where MinimumFrequency and MelBands decide it.", MelOptions.Semitone256 with { MaximumFrequency = 5000 } },
        { "MelBands is 300; it must be at most 276 on the semitone scale from 55 Hz to half the sample rate (11025 Hz): lower MelBands or MinimumFrequency.", MelOptions.Semitone256 with { MelBands = 300 } },
        { "raise FftSize, or lower MelBands", MelOptions.Thesis256 with { MelBands = 500 , FftSize = 1024 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Invalid_options_are_refused_by_name(string reason, MelOptions mel)
        => Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(mel.Validate).Message);
}
