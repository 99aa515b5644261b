using System.Globalization;
using System.Resources;
using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Collections;

/// <summary>
/// The texts of one language, from the resource file <c>Texts.CODE.resx</c>, and the sentences that are made from them and from data. A translator adds a language with a
/// copy of that file.
/// </summary>
public sealed class CollectionTexts
{
    private const string Prefix = "Texts.", Extension = ".resources";
    private const double MinShare = 0.03; // smaller parts are not mentioned

    private readonly IReadOnlyDictionary<string, string> _texts;

    internal CollectionTexts(string code, IReadOnlyDictionary<string, string> texts) => (Code, _texts) = (code, texts);

    /// <summary>The codes of all languages, such as "en".</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. typeof(CollectionTexts).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The language's code (ISO 639), such as "en".</summary>
    public string Code { get; }

    /// <summary>The language's name in itself.</summary>
    public string Name => this["Language.Name"];

    /// <summary>"ltr" if it is written from left to right, "rtl" if from right to left.</summary>
    public string Direction => this["Language.Direction"];

    /// <summary>All keys.</summary>
    internal IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The text of a key.</summary>
    internal string this[string key] => _texts[key];

    /// <summary>Reads the texts of a language.</summary>
    /// <param name="code">One of <see cref="Codes"/>.</param>
    /// <exception cref="Pix2PitchException">There is no such language.</exception>
    public static CollectionTexts Load(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        using Stream? stream = Codes.Contains(code) ? typeof(CollectionTexts).Assembly.GetManifestResourceStream($"{Prefix}{code}{Extension}") : null;
        if (stream is null) throw new Pix2PitchException($"There are no pages in the language '{code}': choose from {string.Join(", ", Codes)}.");
        using var reader = new ResourceReader(stream);
        var texts = new Dictionary<string, string>();
        foreach (System.Collections.DictionaryEntry entry in reader) texts[(string)entry.Key] = (string)entry.Value!;
        return new CollectionTexts(code, texts);
    }

    /// <summary>The text of a key with values in it.</summary>
    internal string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A number in the language's way.</summary>
    internal string Number(double value, int decimals = 0)
        => value.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace(".", this["Number.Decimal"], StringComparison.Ordinal);

    /// <summary>A share of 1 in percent.</summary>
    internal string Percent(double share) => Format("Number.Percent", Number(100 * share));

    /// <summary>"a, b and c".</summary>
    internal string List(IReadOnlyList<string> items)
        => items.Count < 2 ? string.Concat(items) : string.Join(this["List.Separator"], items.Take(items.Count - 1)) + this["List.Last"] + items[^1];

    /// <summary>A length in words: "10 seconds", "1 minute and 5 seconds".</summary>
    internal string Length(double seconds)
    {
        int all = Math.Max(1, (int)Math.Round(seconds)), minutes = all / 60, rest = all % 60;
        string[] parts = [.. ((string Unit, int Count)[])[("Minute", minutes), ("Second", rest)] is var units
            ? units.Where(part => part.Count > 0).Select(part => part.Count == 1 ? this[$"Length.{part.Unit}"] : Format($"Length.{part.Unit}s", part.Count)) : []];
        return List(parts);
    }

    /// <summary>The artist; a text that says so if it is unknown.</summary>
    internal string Artist(CollectionWork work) => work.Work.Name.Trim().Length > 0 ? VisibleText.Of(ShownNames.Artist(work.Work.Name.Trim())) : this["Work.UnknownArtist"];

    /// <summary>"Claude Monet, 1872".</summary>
    internal string Credit(CollectionWork work) => work.Work.Year is { } year ? $"{Artist(work)}, {year}" : Artist(work);

    /// <summary>The text for those who do not see the picture.</summary>
    internal string Alternative(CollectionWork work)
        => $"{Format("Alt.Title", VisibleText.Of(work.Title, 160))} {Credit(work)}. {Describe(work.Media.Palette, work.Media.Lightness, work.Media.Warmth, work.Media.Contrast)}";

    /// <summary>Where a part of the picture is, such as "top left".</summary>
    internal string Place(SoundingPart part)
    {
        string row = Third(part.Top, part.Height, "Top", "Middle", "Bottom"), column = Third(part.Left, part.Width, "Left", "Centre", "Right");
        return this[$"Place.{row}{column}"];

        // A window is half as wide as the picture, so its middle is between a quarter and three quarters.
        static string Third(double from, double length, string first, string second, string third)
            => (from + length / 2) switch { < 5.0 / 12 => first, <= 7.0 / 12 => second, _ => third };
    }

    /// <summary>A time in the music: minutes and seconds, as players show it.</summary>
    internal static string Time(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");

    /// <summary>The main colours with their shares.</summary>
    internal string Palette(WorkMedia media)
        => Format("Palette.Shares", List([.. Colours(media.Palette).Select(colour => Format("Palette.Share", colour.Name, Percent(colour.Share)))]));

    /// <summary>The main colours and the picture as a whole in words.</summary>
    /// <param name="palette">As <see cref="WorkMedia.Palette"/>.</param>
    /// <param name="lightness">As <see cref="WorkMedia.Lightness"/>.</param>
    /// <param name="warmth">As <see cref="WorkMedia.Warmth"/>.</param>
    /// <param name="contrast">As <see cref="WorkMedia.Contrast"/>.</param>
    internal string Describe(IReadOnlyList<double[]> palette, double lightness, double warmth, double contrast)
        => $"{Format("Palette.Mainly", List([.. Colours(palette).Take(3).Select(colour => colour.Name)]))} {Mood(lightness, warmth, contrast)}";

    /// <summary>The picture as a whole: lightness, warmth and contrast in words.</summary>
    internal string Mood(WorkMedia media) => Mood(media.Lightness, media.Warmth, media.Contrast);

    private string Mood(double lightness, double warmth, double contrast) => Format(
        "Mood",
        this[lightness switch { < 38 => "Mood.Dark", < 62 => "Mood.Medium", _ => "Mood.Light" }],
        this[warmth switch { < -0.25 => "Mood.Cold", < 0.25 => "Mood.Neutral", _ => "Mood.Warm" }],
        this[contrast switch { < 13 => "Mood.Soft", < 22 => "Mood.Clear", _ => "Mood.Strong" }]);

    /// <summary>The style and where it comes from.</summary>
    internal string Style(CollectionWork work) => work switch
    {
        { StyleSource: StyleSource.Stated, Style: { } style } => Format("Style.Stated", NameOf(style)),
        { StyleSource: StyleSource.Artist, Style: { } style } => Format("Style.OfArtist", NameOf(style)),
        { StyleSource: StyleSource.Period, Style: { } style } => Format("Style.OfPeriod", NameOf(style), Percent(work.StyleConfidence)),
        { Media.StyleProbabilities: { } judged } => Judged(judged),
        _ => this["Style.Unknown"],
    };

    /// <summary>How the sound was made.</summary>
    internal string Making(CollectionInfo info, WorkMedia media)
        => $"{Format(info.Model.MakesNotes ? "Making.Notes" : "Making.Spectrogram", VisibleText.Of(info.Model.Name), info.Model.ImageSize)} "
            + (media.Parts is null ? "" : $"{this["Making.Path"]} ") + $"{Format("Making.Chance", media.Provenance.GetValueOrDefault("pix2pitch.seed", "0"))} {this["Making.Machine"]}";

    /// <summary>Everything about a work and its music, in sentences, for programs that show or read plain text.</summary>
    internal IReadOnlyList<string> Description(CollectionInfo info, CollectionWork work)
    {
        string place = VisibleText.Of(work.Work.Place.Length > 0 ? work.Work.Place : work.Work.Country), licence = VisibleText.Of(work.Work.Licence.Trim());
        string trained = VisibleText.Of(info.Model.TrainedOn, 1000);
        return
        [
            $"{this["Field.Artist"]}: {Credit(work)}.",
            .. place.Length > 0 ? [$"{this["Field.Place"]}: {place}."] : (string[])[],
            $"{this["Field.Style"]}: {Style(work)}",
            $"{Palette(work.Media)} {Mood(work.Media)}",
            $"{this["Work.Music"]}: {Length(work.Media.Seconds)}. {Making(info, work.Media)}",
            .. work.Media.Parts is { } parts ? [$"{this["Work.Parts"]}: {string.Join("; ", parts.Select(part => $"{Time(part.Start)} {Place(part)}"))}."] : (string[])[],
            trained.Length > 0 ? $"{this["Origin"]} {trained}." : this["Origin.Unknown"],
            .. licence.Length > 0 ? [$"{this["Field.PictureLicence"]}: {licence}."] : (string[])[],
            .. info.Model.Licence.Length > 0 ? [$"{this["Field.ModelLicence"]}: {VisibleText.Of(info.Model.Licence)}."] : (string[])[],
            $"{this["Field.ModelHash"]}: {info.ModelHash}. {this["Field.PictureHash"]}: {work.Media.Provenance.GetValueOrDefault("pix2pitch.painting-hash", "")}.",
        ];
    }

    /// <summary>The name of a style.</summary>
    internal string NameOf(Style style) => this[$"Style.{style}"];

    private string Judged(IReadOnlyList<float> probabilities)
    {
        (Style Style, float Share)[] styles = [.. Enum.GetValues<Style>().Zip(probabilities).OrderByDescending(style => style.Second)];
        return Format("Style.Judged", NameOf(styles[0].Style), List([.. styles.Where(style => style.Share >= 0.1f || style == styles[0])
            .Select(style => $"{NameOf(style.Style)} {Percent(style.Share)}")]));
    }

    // Colours with one name are one colour.
    private IEnumerable<(string Name, double Share)> Colours(IReadOnlyList<double[]> palette)
    {
        (string Name, double Share)[] all = [.. palette.GroupBy(colour => ColourNames.KeyOf(new(colour[0], colour[1], colour[2])), colour => colour[3])
            .Select(same => (this[same.Key], same.Sum())).OrderByDescending(colour => colour.Item2)];
        return all.Where((colour, i) => i == 0 || colour.Share >= MinShare);
    }
}
