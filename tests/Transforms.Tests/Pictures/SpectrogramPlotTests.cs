using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;

namespace Pix2Pitch.Transforms.Tests.Pictures;

public sealed class SpectrogramPlotTests
{
    public static TheoryData<string> Presets => [.. MelOptions.Presets.Keys];

    [Theory, MemberData(nameof(Presets))]
    public void Texts_never_overlap_and_stay_in_the_picture_at_any_size(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        foreach (int? zoom in new int?[] { null, 1, 2, 3, 5, 8, 16 }) CheckTexts(mel, mel.Frames, zoom);
        foreach (double seconds in new double[] { 0.1, 3, 20, 60, 271, 600 }) CheckTexts(mel, MelSpectrogram.FramesIn(mel, seconds), null);
    }

    [Theory]
    [InlineData(4000, 256, 256, 1, 1, 0, 2000, 20)]
    [InlineData(8000, 512, 20, 20, 4000, 300, 400, 120)]
    [InlineData(192000, 65536, 65536, 3, 30, 0, 96000, 80)]
    [InlineData(44100, 4096, 861, 5, 512, 20, 20000, 65)]
    public void Texts_never_overlap_with_unusual_options(int rate, int fft, int hop, int bands, int frames, double low, double high, double top)
        => CheckTexts(new MelOptions
        {
            SampleRate = rate,
            FftSize = fft,
            HopLength = hop,
            MelBands = bands,
            Frames = frames,
            MinimumFrequency = low,
            MaximumFrequency = high,
            TopDecibels = top,
        }, frames, null);

    [Theory, MemberData(nameof(Presets))]
    public void Every_preset_has_the_main_frequencies_and_few_low_ones(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        PlotMark[] frequencies = [.. new SpectrogramPlot(mel, mel.Frames).Marks().Where(mark => mark.Text?.EndsWith("Hz", StringComparison.Ordinal) == true)];
        string[] texts = [.. frequencies.OrderBy(mark => mark.TextY).Select(mark => mark.Text!)];
        string[] wanted = ["10 kHz", "5 kHz", "2 kHz", "1 kHz", "500 Hz", "200 Hz", "0 Hz"];
        if (mel.Scale == FrequencyScale.Semitone) wanted = ["5 kHz", "2 kHz", "1 kHz", "500 Hz", "200 Hz", "100 Hz"];
        Assert.Equal(mel.SampleRate > 40000 ? ["20 kHz", .. wanted] : wanted, texts);
        // Half a line between any two labels.
        foreach ((PlotMark above, PlotMark below) in frequencies.OrderBy(mark => mark.TextY).Zip(frequencies.OrderBy(mark => mark.TextY).Skip(1)))
            Assert.InRange(below.TextY - above.TextY, PictureCanvas.TextHeight * 3 / 2, 1000);
    }

    // 1 kHz is 36 log2(1000 / 55) = 150.63 bands above the lowest one, whose centre is half a band above the bottom.
    [Fact]
    public void On_the_semitone_scale_a_kilohertz_is_at_its_band()
    {
        var plot = new SpectrogramPlot(MelOptions.Semitone256, 256, zoom: 2);
        Assert.Equal(512 - 302, plot.Marks().Single(mark => mark.Text == "1 kHz").TickY);
    }

    [Fact]
    public void A_long_sound_has_a_picture_of_limited_width()
    {
        foreach (MelOptions mel in MelOptions.Presets.Values)
        {
            var plot = new SpectrogramPlot(mel, MelSpectrogram.FramesIn(mel, 600));
            Assert.InRange(plot.ImageWidth, 1000, 2048);
            PlotMark last = plot.Marks().Last(mark => mark.Text?.EndsWith(" s", StringComparison.Ordinal) == true);
            Assert.Equal("600 s", last.Text);
            Assert.InRange(last.TickX, plot.ImageWidth - 8, plot.ImageWidth);
        }
    }

    private static void CheckTexts(MelOptions mel, int frames, int? zoom)
    {
        var plot = new SpectrogramPlot(mel, frames, zoom);
        PlotMark[] marks = [.. plot.Marks().Where(mark => mark.Text is not null)];
        Assert.NotEmpty(marks);
        for (int i = 0; i < marks.Length; i++)
        {
            (int left, int top, int right, int bottom) = Box(marks[i]);
            // The margin of 16 pixels is empty.
            Assert.True(left >= -SpectrogramPlot.Left - 16 && right <= plot.ImageWidth + SpectrogramPlot.Right + 16, $"{marks[i]}");
            Assert.True(top >= -16 && bottom <= plot.ImageHeight + SpectrogramPlot.Bottom + 16, $"{marks[i]}");
            for (int j = 0; j < i; j++)
            {
                (int otherLeft, int otherTop, int otherRight, int otherBottom) = Box(marks[j]);
                bool overlap = left < otherRight && otherLeft < right && top < otherBottom && otherTop < bottom;
                Assert.False(overlap, $"{marks[i]} and {marks[j]} of {mel}, zoom {zoom}, {frames} frames");
            }
        }
    }

    private static (int Left, int Top, int Right, int Bottom) Box(PlotMark mark)
        => (mark.TextX, mark.TextY, mark.TextX + PictureCanvas.TextWidth(mark.Text!), mark.TextY + PictureCanvas.TextHeight);
}
