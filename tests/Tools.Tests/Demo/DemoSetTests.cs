using Pix2Pitch.Manifests;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Tests.Demo;

/// <summary>What is checked in under <c>data/demo</c>.</summary>
public class DemoSetTests
{
    private static readonly IReadOnlyList<Work> s_paintings = Read("paintings.csv"), s_music = Read("music.csv");

    public static TheoryData<string> Clips => [.. s_music.Select(row => Path.GetFileName(row.Path))];

    [Fact]
    public void Every_style_has_its_paintings_and_clips()
    {
        Assert.Equal(StyleNames.All.Count, s_paintings.CountBy(row => row.Style).Count(style => style.Value == DemoPainter.Subjects));
        Assert.Equal(StyleNames.All.Count, s_music.CountBy(row => row.Style).Count(style => style.Value == DemoComposer.Phrases));
    }

    [Fact]
    public void The_set_is_small()
    {
        Assert.InRange(s_paintings.Sum(row => new FileInfo(row.Path).Length), 1, 3_000_000);
        Assert.InRange(s_music.Sum(row => new FileInfo(row.Path).Length), 1, 5_000_000);
    }

    [Fact]
    public void Each_style_has_its_light_and_colour()
    {
        var measured = s_paintings.GroupBy(row => row.Style).ToDictionary(style => style.Key, style =>
        {
            var pixels = style.SelectMany(row =>
            {
                using Image<Rgb24> image = Image.Load<Rgb24>(row.Path);
                return Pixels.Of(image);
            }).ToArray();
            return (Light: pixels.Average(p => (.299 * p.R) + (.587 * p.G) + (.114 * p.B)),
                Colour: pixels.Average(p => Math.Max(p.R, Math.Max(p.G, p.B)) - (double)Math.Min(p.R, Math.Min(p.G, p.B))));
        });
        Assert.Equal("baroque", measured.MinBy(style => style.Value.Light).Key);
        Assert.Equal("classicism", measured.MaxBy(style => style.Value.Light).Key);
        Assert.Equal("expressionism", measured.MaxBy(style => style.Value.Colour).Key);
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void A_clip_lasts_ten_seconds_is_never_silent_and_does_not_clip(string file)
    {
        float[] sound = Sound(s_music.Single(row => Path.GetFileName(row.Path) == file));
        Assert.Equal(220_500, sound.Length);
        Assert.InRange(sound.Max(MathF.Abs), .3f, .96f);
        Assert.All(sound.Chunk(22_050), second => Assert.True(second.Average(x => x * x) > 1e-5));
        Assert.InRange(MathF.Abs(sound[^1]), 0, 1e-4f);
    }

    [Fact]
    public void Impressionist_music_is_duller_than_the_harpsichord()
    {
        Assert.True(Crossings("impressionism") * 2 < Crossings("baroque"));

        static int Crossings(string style)
        {
            float[] sound = Sound(s_music.First(row => row.Style == style));
            return sound.Zip(sound.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);
        }
    }

    private static IReadOnlyList<Work> Read(string manifest)
        => ManifestReader.Read(Path.Combine(WrittenSet.Repository, manifest), new ManifestOptions { Strict = true }).Rows;

    private static float[] Sound(Work row) => AudioReader.Read(row.Path, DemoComposer.SampleRate).Samples;
}
