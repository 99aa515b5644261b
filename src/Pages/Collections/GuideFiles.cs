using System.Security.Cryptography;
using System.Text;
using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.Collections;

/// <summary>
/// The collection for viewers and guide apps of others: a IIIF manifest (Presentation API 3.0; https://iiif.io/api/presentation/3.0/ and recipe 0014 of its cookbook), <c>data.json</c> for
/// SmartCompanion's audio guide (format 1.1, https://smartcompanion-app.github.io/data-format), and <c>museum.md</c> for ear-guide (https://github.com/ear-guide/ear-guide-app).
/// </summary>
internal static class GuideFiles
{
    public const string IiifFile = "manifest.json", SmartCompanionFile = "data.json", EarGuideFile = "museum.md";

    /// <summary>The IIIF manifest: a canvas with a duration for each work, its music painted on it, its picture on an accompanying canvas.</summary>
    /// <param name="info">What the pages have in common.</param>
    /// <param name="address">The address of the folder, ending with a slash.</param>
    /// <param name="works">All works.</param>
    public static object Iiif(CollectionInfo info, string address, IReadOnlyList<CollectionWork> works) => new Dictionary<string, object>
    {
        ["@context"] = "http://iiif.io/api/presentation/3/context.json",
        ["id"] = address + IiifFile,
        ["type"] = "Manifest",
        ["label"] = None(VisibleText.Of(info.Title)),
        ["summary"] = In(info, texts => works.Count == 1 ? texts["Index.Work"] : texts.Format("Index.Works", works.Count)),
        ["requiredStatement"] = new { label = In(info, texts => texts["Field.Making"]), value = In(info, texts => texts.Format("Footer", VisibleText.Of(info.Model.Name), info.ModelHash)) },
        ["metadata"] = OfModel(info, works[0]),
        ["homepage"] = info.Languages.Select(texts => Page(info, texts, address, "index.html", info.Title)),
        ["items"] = works.Select(work => Canvas(info, address, work)),
    };

    /// <summary>The content of SmartCompanion's <c>data.json</c>.</summary>
    /// <inheritdoc cref="Iiif" path="/param"/>
    public static object SmartCompanion(CollectionInfo info, string address, IReadOnlyList<CollectionWork> works)
    {
        string content = string.Join('\n', works.Select(work => $"{work.Number} {work.Media.Key} {work.Title} {work.Work.Name} {work.Work.Year} {work.Work.Place} {work.Work.Country} {work.StyleSource}"))
            + string.Join(' ', info.Languages.Select(texts => texts.Code)) + info.Title + address;
        return new
        {
            checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16],
            assets = works.SelectMany(work => info.Languages.Select(texts => (object)new
            {
                id = Sound(work, texts),
                language = texts.Code,
                title = VisibleText.Of(work.Title, 160),
                duration = work.Media.Seconds,
                filename = Path.GetFileName(work.Media.WaveFile),
                externalUrl = address + work.Media.WaveFile,
            }).Prepend(new { id = Picture(work), filename = Path.GetFileName(work.Media.PictureFile), externalUrl = address + work.Media.PictureFile })),
            stations = info.Languages.SelectMany(texts => works.Select(work => new
            {
                id = $"s{work.Number}",
                language = texts.Code,
                number = $"{work.Number}",
                title = VisibleText.Of(work.Title),
                subtitle = texts.Credit(work),
                description = string.Join(' ', texts.Description(info, work)),
                images = (string[])[Picture(work)],
                audios = (string[])[Sound(work, texts)],
            })),
            languages = info.Languages.Select(texts => new { title = texts.Name, language = texts.Code }),
            texts = info.Languages.SelectMany(texts => texts.Keys.Where(key => key.StartsWith("App.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(key => new { language = texts.Code, key = key["App.".Length..], value = texts[key] })),
        };

        static string Picture(CollectionWork work) => $"i{work.Number}";

        static string Sound(CollectionWork work, CollectionTexts texts) => $"a{work.Number}{texts.Code}";
    }

    /// <summary>The text for ear-guide, which reads headings and paragraphs aloud and stops at anything else of Markdown, so each line is one or the other.</summary>
    /// <param name="info">What the pages have in common.</param>
    /// <param name="texts">The language.</param>
    /// <param name="works">All works.</param>
    public static string EarGuide(CollectionInfo info, CollectionTexts texts, IReadOnlyList<CollectionWork> works)
    {
        var text = new StringBuilder();
        Add("# ", VisibleText.Of(info.Title));
        Add("", works.Count == 1 ? texts["Index.Work"] : texts.Format("Index.Works", works.Count));
        Add("## ", texts["Index.List"]);
        foreach (CollectionWork work in works)
        {
            Add("### ", $"{work.Number}. {VisibleText.Of(work.Title)}");
            foreach (string sentence in texts.Description(info, work)) Add("", sentence);
        }
        return text.ToString();

        void Add(string mark, string line) => text.Append(mark).Append(line).Append("\n\n");
    }

    private static object Canvas(CollectionInfo info, string address, CollectionWork work)
    {
        string id = $"{address}canvas/{work.Number}", picture = $"{id}/accompanying";
        var metadata = new List<object>
        {
            Entry("Work.Number", _ => $"{work.Number}", isNumber: true),
            Entry("Field.Artist", texts => texts.Artist(work)),
            Entry("Field.Style", texts => texts.Style(work)),
            Entry("Field.Colours", texts => $"{texts.Palette(work.Media)} {texts.Mood(work.Media)}"),
            Entry("Field.PictureHash", _ => work.Media.Provenance.GetValueOrDefault("pix2pitch.painting-hash", "")),
            Entry("Field.Seed", _ => work.Media.Provenance.GetValueOrDefault("pix2pitch.seed", "")),
        };
        if (work.Work.Year is { } year) metadata.Insert(2, Entry("Field.Year", _ => $"{year}"));
        if (work.Work.Licence.Trim().Length > 0) metadata.Add(Entry("Field.PictureLicence", _ => VisibleText.Of(work.Work.Licence.Trim())));
        return new
        {
            id,
            type = "Canvas",
            label = None(VisibleText.Of(work.Title)),
            duration = work.Media.Seconds,
            metadata,
            thumbnail = (object[])[new { id = address + work.Media.SmallFile, type = "Image", format = "image/jpeg", width = work.Media.SmallWidth, height = work.Media.SmallHeight }],
            homepage = info.Languages.Select(texts => Page(info, texts, address, CollectionInfo.PageOf(work), work.Title)),
            accompanyingCanvas = new
            {
                id = picture,
                type = "Canvas",
                label = In(info, texts => texts.Alternative(work)),
                width = work.Media.Width,
                height = work.Media.Height,
                items = Painting(picture, new { id = address + work.Media.PictureFile, type = "Image", format = "image/jpeg", width = work.Media.Width, height = work.Media.Height }),
            },
            items = Painting(id, new { id = address + work.Media.WaveFile, type = "Sound", format = "audio/wav", duration = work.Media.Seconds }),
        };

        object Entry(string key, Func<CollectionTexts, string> value, bool isNumber = false) => GuideFiles.Entry(info, key, value, isNumber);
    }

    // The same for all works, so it is not repeated for each.
    private static IEnumerable<object> OfModel(CollectionInfo info, CollectionWork first)
    {
        yield return Entry(info, "Field.Making", texts => texts.Making(info, first.Media));
        yield return Entry(info, "Field.ModelHash", _ => info.ModelHash);
        if (info.Model.Licence.Length > 0) yield return Entry(info, "Field.ModelLicence", _ => VisibleText.Of(info.Model.Licence));
        if (info.Model.TrainedOn.Length > 0) yield return Entry(info, "Field.Origin", texts => $"{texts["Origin"]} {VisibleText.Of(info.Model.TrainedOn, 1000)}.");
    }

    private static object Entry(CollectionInfo info, string key, Func<CollectionTexts, string> value, bool isNumber = false)
        => new { label = In(info, texts => isNumber ? texts.Format(key, "").Trim() : texts[key]), value = In(info, value) };

    private static object[] Painting(string canvas, object body) =>
    [
        new
        {
            id = $"{canvas}/page",
            type = "AnnotationPage",
            items = (object[])[new { id = $"{canvas}/page/annotation", type = "Annotation", motivation = "painting", body, target = canvas }],
        },
    ];

    private static object Page(CollectionInfo info, CollectionTexts texts, string address, string page, string title)
        => new { id = address + info.FolderOf(texts) + page, type = "Text", label = None(VisibleText.Of(title)), format = "text/html", language = (string[])[texts.Code] };

    private static Dictionary<string, string[]> None(string text) => new() { ["none"] = [text] };

    private static Dictionary<string, string[]> In(CollectionInfo info, Func<CollectionTexts, string> text) => info.Languages.ToDictionary(texts => texts.Code, texts => (string[])[text(texts)]);
}
