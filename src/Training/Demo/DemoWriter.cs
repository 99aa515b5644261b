using System.Text;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Training.Demo;

/// <summary>Writes the demo set: paintings and music that the project makes itself, with their manifests.</summary>
public static class DemoWriter
{
    private const string Artist = "Pix2Pitch demo", Licence = "CC0 1.0";

    // The years in the middle of each style, for pairing by period.
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
    /// The same seed gives the same bytes. Files of these names are replaced, others are left alone.
    /// </summary>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="seed">Varies every picture and phrase.</param>
    /// <param name="styles">The styles to make; null for all five.</param>
    /// <param name="progress">Told the name of each file that has been written.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The files, relative to the folder, in the order of the manifests.</returns>
    /// <exception cref="Pix2PitchException">The folder cannot be made or written to.</exception>
    public static IReadOnlyList<string> Write(string folder, int seed = 1, IReadOnlyCollection<Style>? styles = null,
        IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        MakeFolder(Path.Combine(folder, "paintings"));
        MakeFolder(Path.Combine(folder, "music"));
        var files = new List<string>();
        var paintings = new StringBuilder("file,artist,title,year,style,location,licence\n");
        var music = new StringBuilder("file,composer,piece,year,style,location,licence\n");
        foreach (Style style in (styles ?? Enum.GetValues<Style>()).Order())
        {
            (int paintingYear, int musicYear, string place) = s_periods[style];
            for (int subject = 0; subject < DemoPainter.Subjects; subject++)
            {
                cancellation.ThrowIfCancellationRequested();
                using Image<Rgb24> image = DemoPainter.Paint(style, subject, seed);
                string title = image.Metadata.GetPngMetadata().TextData.First(text => text.Keyword == "Title").Value;
                string file = NameOf("paintings", style, title, "png");
                using var png = new MemoryStream();
                image.SaveAsPng(png, new PngEncoder { CompressionLevel = PngCompressionLevel.BestCompression });
                AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(png.ToArray()));
                Row(paintings, file, title, paintingYear + (subject * 4), style, place);
                Done(file);
            }
            for (int phrase = 0; phrase < DemoComposer.Phrases; phrase++)
            {
                cancellation.ThrowIfCancellationRequested();
                float[] samples = DemoComposer.Compose(style, phrase, seed, out string title);
                string file = NameOf("music", style, title, "wav");
                WaveWriter.Write(Path.Combine(folder, file), samples, DemoComposer.SampleRate,
                    new Dictionary<string, string> { ["title"] = title, ["author"] = Artist, ["licence"] = Licence });
                Row(music, file, title, musicYear + (phrase * 4), style, place);
                Done(file);
            }
        }
        AtomicFile.Write(Path.Combine(folder, "paintings.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(paintings.ToString())));
        AtomicFile.Write(Path.Combine(folder, "music.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(music.ToString())));
        return files;

        void Done(string file)
        {
            files.Add(file);
            progress?.Report(file);
        }
    }

    private static string NameOf(string kind, Style style, string title, string extension)
    {
        string words = string.Concat(title.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c == ' ' ? '-' : '\0')).Replace("\0", "", StringComparison.Ordinal);
        return $"{kind}/{StyleNames.Of(style)}-{words}.{extension}";
    }

    private static void Row(StringBuilder csv, string file, string title, int year, Style style, string place)
        => csv.Append(file).Append(',').Append(Artist).Append(",\"").Append(title).Append("\",").Append(year).Append(',')
            .Append(StyleNames.Of(style)).Append(",\"").Append(place).Append("\",").Append(Licence).Append('\n');

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{path}' cannot be made: choose another one, or change its permissions.", e);
        }
    }
}
