using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>
/// What is measured is kept in shards, and taken from there until their version changes. Where one of these fails because the reader, the
/// extractor or a feature gives other numbers now, raise the version in the source and put the new numbers here.
/// </summary>
public sealed class ShardVersionTests
{
    private static readonly PrepareOptions s_options = new() { Size = 64 };

    [Fact]
    public void A_painting_has_the_numbers_of_this_version()
    {
        using var folder = new TemporaryFolder();
        SmallLibrary.WritePicture(folder.File("a.png"), 1, 64, 64); // nothing is resampled
        (IReadOnlyList<PaintingItem> items, byte[] rows, _) = new PaintingShardSource(s_options).Read(folder.File("a.png"));
        PaintingItem item = Assert.Single(items);
        Assert.Equal(2, PaintingShardSource.Version);
        AssertNear(
            [61.84384, 48.3233, 0.10583, 22.53962, 0.18018, 79.40332, 0.31104, 128.5459], item.Features.Lightness, item.Features.Saturation, item.Features.Warmth, item.Features.Contrast,
            item.Features.EdgeDensity, item.Features.Palette[0].Color.L, item.Features.Palette[0].Weight, rows.Average(b => (double)b));
        Assert.Equal("1693d7c7286c69e2", item.Fingerprint[..16]);
    }

    [Fact]
    public void A_clip_has_the_numbers_of_this_version()
    {
        using var folder = new TemporaryFolder();
        SmallLibrary.WriteRecording(folder.File("a.wav"), 1, 10);
        var source = new MusicShardSource(s_options with { Type = NpyType.Full });
        (IReadOnlyList<ClipItem> items, byte[] rows, _) = source.Read(folder.File("a.wav"));
        ClipItem item = Assert.Single(items);
        Assert.Equal(2, MusicShardSource.Version);
        AssertNear(
            [404.8824, -13.79833, 1.9, 120.0206, 0.98551, -0.02849, 8, 0, -0.68175], item.Features.Brightness, item.Features.Loudness, item.Features.OnsetRate, item.Features.Tempo,
            item.Features.Harmonicity, item.Features.Mode, item.Features.Tonic, item.Features.PitchClasses[0],
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(rows).ToArray().Average());
    }

    private static void AssertNear(double[] expected, params double[] actual)
        => Assert.True(
            expected.Length == actual.Length && expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-4 * Math.Max(1, Math.Abs(pair.First))),
            $"The numbers are {string.Join(", ", actual.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}.");
}
