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
        MelOptions mel = MelOptions.Presets[name] with { MaximumFrequency = 10000 };
        string json = mel.ToJson();
        Assert.DoesNotContain("Clip", json);
        Assert.Equal(mel, MelOptions.FromJson(json));
    }

    [Theory, InlineData(""), InlineData("null"), InlineData("{\"FftSize\":\"big\"}"), InlineData("{\"FftSize\":1000}")]
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
        { "raise FftSize, or lower MelBands", MelOptions.Thesis256 with { MelBands = 500 , FftSize = 1024 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Invalid_options_are_refused_by_name(string reason, MelOptions mel)
        => Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(mel.Validate).Message);
}
