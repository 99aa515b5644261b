using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Tests.Collections;

/// <summary>A collection without files, for tests of pages.</summary>
internal static class SampleCollection
{
    public const string Address = "https://museum.example/music/";

    public static CollectionInfo Info(params string[] languages) => new()
    {
        Title = "Our <paintings> & music",
        Languages = [.. (languages.Length > 0 ? languages : ["en", "es", "de"]).Select(CollectionTexts.Load)],
        Address = Address,
        Model = new GeneratorMetadata { Name = "tiny", Licence = "CC0 1.0", TrainedOn = "Two songs" },
        ModelHash = "0123456789abcdef",
    };

    public static CollectionWork Work(int number = 7, string title = "Impression, Sunrise", string artist = "Claude Monet", int? year = 1872) => new(
        number, new Work { Path = $"/pictures/{number}.jpg", Title = title, Name = artist, Year = year, Licence = "CC BY 4.0" },
        new WorkMedia
        {
            Key = $"{number:x16}",
            Seconds = 65.4,
            WaveBytes = 441_044,
            Width = 1200,
            Height = 900,
            PictureBytes = 1,
            SmallWidth = 480,
            SmallHeight = 360,
            SmallBytes = 1,
            Palette = [[30, 10, -40, 0.4], [60, 0, 0, 0.3], [29, 11, -41, 0.2], [65, 40, 65, 0.09], [90, 0, 0, 0.01]],
            Lightness = 30,
            Warmth = -0.5,
            Contrast = 25,
            StyleProbabilities = [0.05f, 0.04f, 0.248f, 0.632f, 0.03f],
            Provenance = new Dictionary<string, string> { ["pix2pitch.seed"] = "5", ["pix2pitch.painting-hash"] = "fedcba9876543210" },
        })
    {
        StyleSource = StyleSource.Picture,
    };
}
