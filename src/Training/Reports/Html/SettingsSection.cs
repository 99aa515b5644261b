using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>The settings of the prepared folder.</summary>
internal static class SettingsSection
{
    public static void Write(HtmlWriter html, PreparationReport report)
    {
        PreparedInfo info = report.Prepared;
        if (info.Description.Length > 0) html.Begin("p").Foreign(info.Description, 1000).End();
        html.Begin("dl");
        Write(html, "Size of paintings and spectrograms", $"{info.Size} x {info.Size} pixels");
        Write(html, "How paintings become square", info.Fit.ToString() switch
        {
            "Squash" => "squashed; everything stays, proportions do not",
            "CenterCrop" => "the largest square from the middle",
            "Pad" => "whole and in proportion, on white",
            var other => other,
        });
        Write(html, "Spectrograms", $"{info.Mel.MelBands} mel bands and {info.Mel.Frames} frames of {Words.Number(info.Mel.ClipSeconds)} s "
            + $"at {Words.Number(info.Mel.SampleRate)} Hz (FFT {info.Mel.FftSize}, hop {info.Mel.HopLength}), {Words.Number(info.Mel.TopDecibels)} dB under the peak");
        Write(html, "Seed", $"{info.Seed}");
        html.End();
    }

    private static void Write(HtmlWriter html, string name, string value)
        => html.Begin("div").Element("dt", name).Element("dd", value).End();
}
