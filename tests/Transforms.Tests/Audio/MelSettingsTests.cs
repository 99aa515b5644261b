using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

public sealed class MelSettingsTests
{
    public static TheoryData<string> Names => [.. MelSettings.Presets.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_preset_fills_its_image_exactly(string name)
    {
        MelSettings settings = MelSettings.Presets[name];
        settings.Validate();
        Assert.Equal(settings.Frames, 1 + settings.ClipSamples / settings.HopLength);
        Assert.InRange(settings.ClipSeconds, 9.99, 10);
    }

    [Fact]
    public void Presets_are_found_whatever_the_case_of_the_letters()
        => Assert.Same(MelSettings.Thesis512High, MelSettings.Presets["thesis512high"]);

    [Theory, InlineData(64), InlineData(128), InlineData(256), InlineData(512)]
    public void Every_image_size_has_its_settings(int size)
    {
        MelSettings settings = MelSettings.ForImageSize(size);
        Assert.Equal((size, size, 22050), (settings.MelBands, settings.Frames, settings.SampleRate));
    }

    [Fact]
    public void Another_image_size_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => MelSettings.ForImageSize(100));

    [Theory, MemberData(nameof(Names))]
    public void Settings_come_back_from_JSON(string name)
    {
        MelSettings settings = MelSettings.Presets[name] with { MaximumFrequency = 10000 };
        string json = settings.ToJson();
        Assert.DoesNotContain("Clip", json);
        Assert.Equal(settings, MelSettings.FromJson(json));
    }

    [Theory, InlineData(""), InlineData("null"), InlineData("{\"FftSize\":\"big\"}"), InlineData("{\"FftSize\":1000}")]
    public void Text_that_holds_no_settings_is_refused(string json) => Assert.Throws<Pix2PitchException>(() => MelSettings.FromJson(json));

    public static TheoryData<string, MelSettings> Wrong => new()
    {
        { "SampleRate", MelSettings.Thesis256 with { SampleRate = 0 } },
        { "FftSize", MelSettings.Thesis256 with { FftSize = 3000 } },
        { "HopLength", MelSettings.Thesis256 with { HopLength = 0 } },
        { "HopLength", MelSettings.Thesis256 with { HopLength = 5000 } },
        { "MelBands", MelSettings.Thesis256 with { MelBands = 0 } },
        { "Frames", MelSettings.Thesis256 with { Frames = -1 } },
        { "TopDecibels", MelSettings.Thesis256 with { TopDecibels = double.NaN } },
        { "MinimumFrequency", MelSettings.Thesis256 with { MinimumFrequency = -1 } },
        { "MaximumFrequency", MelSettings.Thesis256 with { MaximumFrequency = 20000 } },
        { "MaximumFrequency", MelSettings.Thesis256 with { MinimumFrequency = 500, MaximumFrequency = 400 } },
        { "HopLength to 864 or lower Frames", MelSettings.Thesis256 with { HopLength = 900 } },
        { "raise FftSize or lower HopLength", MelSettings.Thesis512 with { FftSize = 1024 } },
        { "raise FftSize, or lower MelBands", MelSettings.Thesis256 with { MelBands = 500 , FftSize = 1024 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Settings_that_make_no_sense_are_refused_by_name(string mend, MelSettings settings)
        => Assert.Contains(mend, Assert.Throws<Pix2PitchException>(settings.Validate).Message);
}
