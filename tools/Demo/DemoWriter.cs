using System.Text;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Demo;

/// <summary>Writes the demo set: paintings and music that this project generates, with their manifests.</summary>
internal static class DemoWriter
{
    /// <summary>The seed of the set in <c>data/demo</c>.</summary>
    public const int DefaultSeed = 1;

    private const string Artist = "Pix2Pitch demo", Licence = "CC0 1.0";

    // Years and places typical of each style, for pairing.
    private static readonly Dictionary<Style, (int Painting, int Music, string Place)> s_periods = new()
    {
        [Style.Baroque] = (1660, 1720, "Leipzig, Germany"),
        [Style.Classicism] = (1785, 1788, "Vienna, Austria"),
        [Style.Romanticism] = (1820, 1838, "Dresden, Germany"),
        [Style.Impressionism] = (1880, 1905, "Paris, France"),
        [Style.Expressionism] = (1912, 1914, "Berlin, Germany"),
    };

    /// <summary>
    /// Writes <c>paintings/*.png</c>, <c>music/*.wav</c> (10 s, mono, 22050 Hz, 16 bit), <c>paintings.csv</c> and <c>music.csv</c>.
    /// The same seed gives the same bytes. Files with these names are replaced; other files are left alone.
    /// </summary>
    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <param name="seed">Varies every painting and phrase.</param>
    /// <param name="styles">The styles to make; null for all five.</param>
    /// <param name="written">Called with the path of each painting and clip, relative to the folder, when it has been written.</param>
    /// <exception cref="Pix2PitchException">The folder cannot be created or written to.</exception>
    public static void Write(
        string folder, int seed = DefaultSeed, IReadOnlyCollection<Style>? styles = null, Action<string>? written = null)
    {
        CreateFolder(Path.Combine(folder, "paintings"));
        CreateFolder(Path.Combine(folder, "music"));
        var paintings = new StringBuilder("file,artist,title,year,style,location,licence\n");
        var music = new StringBuilder("file,composer,piece,year,style,location,licence\n");
        foreach (Style style in (styles ?? Enum.GetValues<Style>()).Order())
        {
            (int paintingYear, int musicYear, string place) = s_periods[style];
            for (int subject = 0; subject < DemoPainter.Subjects; subject++)
            {
                using Image<Rgb24> image = DemoPainter.Paint(style, subject, seed, out string title);
                string file = FileName("paintings", style, title, "png");
                AtomicFile.Write(Path.Combine(folder, file),
                    stream => image.SaveAsPng(stream, new PngEncoder { CompressionLevel = PngCompressionLevel.BestCompression }));
                AppendRow(paintings, file, title, paintingYear + (subject * 4), style, place);
                written?.Invoke(file);
            }
            for (int phrase = 0; phrase < DemoComposer.Phrases; phrase++)
            {
                float[] samples = DemoComposer.Compose(style, phrase, seed, out string title);
                string file = FileName("music", style, title, "wav");
                WaveWriter.Write(Path.Combine(folder, file), samples, DemoComposer.SampleRate,
                    new Dictionary<string, string> { ["title"] = title, ["author"] = Artist, ["licence"] = Licence });
                AppendRow(music, file, title, musicYear + (phrase * 4), style, place);
                written?.Invoke(file);
            }
        }
        WriteManifest("paintings.csv", paintings);
        WriteManifest("music.csv", music);

        void WriteManifest(string name, StringBuilder csv)
            => AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(csv.ToString())));
    }

    private static string FileName(string kind, Style style, string title, string extension)
    {
        IEnumerable<char> words = title.Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c));
        return $"{kind}/{StyleNames.Of(style)}-{string.Concat(words)}.{extension}";
    }

    private static void AppendRow(StringBuilder csv, string file, string title, int year, Style style, string place)
        => csv.Append($"{file},{Artist},\"{title}\",{year},{StyleNames.Of(style)},\"{place}\",{Licence}\n");

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{path}' cannot be created: choose another one, or change its permissions.", e);
        }
    }
}
