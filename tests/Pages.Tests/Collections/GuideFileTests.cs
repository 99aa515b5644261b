using System.Text.Json;
using System.Text.RegularExpressions;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed class GuideFileTests
{
    private static readonly CollectionWork[] s_works = [SampleCollection.Work(), SampleCollection.Work(12, "# A title\n- with *Markdown*", "", null)];

    // What https://iiif.io/api/presentation/3.0/ demands of each type.
    [Fact]
    public void The_IIIF_manifest_has_what_the_specification_demands()
    {
        JsonElement manifest = Json(GuideFiles.Iiif(SampleCollection.Info(), SampleCollection.Address, s_works));
        Assert.Equal("http://iiif.io/api/presentation/3/context.json", manifest.GetProperty("@context").GetString());
        var ids = new List<string>();
        Check(manifest, null);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        JsonElement[] canvases = [.. manifest.GetProperty("items").EnumerateArray()];
        Assert.Equal(2, canvases.Length);
        Assert.Equal(65.4, canvases[0].GetProperty("duration").GetDouble());
        JsonElement body = canvases[0].GetProperty("items")[0].GetProperty("items")[0].GetProperty("body");
        Assert.Equal(("Sound", 65.4), (body.GetProperty("type").GetString(), body.GetProperty("duration").GetDouble()));
        JsonElement beside = canvases[0].GetProperty("accompanyingCanvas"), picture = beside.GetProperty("items")[0].GetProperty("items")[0].GetProperty("body");
        Assert.Equal((1200, 900, "Image"), (beside.GetProperty("width").GetInt32(), beside.GetProperty("height").GetInt32(), picture.GetProperty("type").GetString()));

        void Check(JsonElement element, string? canvas)
        {
            string type = element.GetProperty("type").GetString()!, id = element.GetProperty("id").GetString()!;
            Assert.True(Uri.TryCreate(id, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https", id);
            ids.Add(id);
            switch (type)
            {
                case "Manifest":
                    CheckMap(element.GetProperty("label"));
                    break;
                case "Canvas":
                    canvas = id;
                    CheckMap(element.GetProperty("label"));
                    Assert.True(element.TryGetProperty("duration", out _) || element.TryGetProperty("width", out _) && element.TryGetProperty("height", out _));
                    if (element.TryGetProperty("accompanyingCanvas", out JsonElement beside)) Check(beside, null);
                    if (element.TryGetProperty("metadata", out JsonElement metadata))
                    {
                        foreach (JsonElement entry in metadata.EnumerateArray())
                        {
                            CheckMap(entry.GetProperty("label"));
                            CheckMap(entry.GetProperty("value"));
                        }
                    }
                    break;
                case "Annotation":
                    Assert.Equal("painting", element.GetProperty("motivation").GetString());
                    Assert.Equal(canvas, element.GetProperty("target").GetString());
                    return;
                default:
                    Assert.Equal("AnnotationPage", type);
                    break;
            }
            foreach (JsonElement item in element.GetProperty("items").EnumerateArray()) Check(item, canvas);
        }

        static void CheckMap(JsonElement map) => Assert.All(map.EnumerateObject(), language => Assert.All(language.Value.EnumerateArray(), text => Assert.NotEqual("", text.GetString())));
    }

    [Fact]
    public void The_manifest_can_be_read_as_a_source_again()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("manifest.json", JsonSerializer.Serialize(GuideFiles.Iiif(SampleCollection.Info(), SampleCollection.Address, s_works), ReportJson.Options));
        Manifest manifest = ManifestSources.Read(file);
        Assert.Equal("Our <paintings> & music", manifest.Title);
        Assert.Equal(["Impression, Sunrise", "# A title - with *Markdown*"], manifest.Works.Select(work => work.Title));
        Assert.Equal(("Claude Monet", 1872), (manifest.Works[0].Name, manifest.Works[0].Year));
    }

    // The required properties of https://smartcompanion-app.github.io/data-format/v1.1/schema.json, which allows no others than those that are listed here.
    [Fact]
    public void SmartCompanion_gets_what_its_schema_demands()
    {
        JsonElement data = Json(GuideFiles.SmartCompanion(SampleCollection.Info(), SampleCollection.Address, s_works));
        CheckNames(data, "checksum assets stations languages texts", "");
        foreach (JsonElement asset in Items("assets")) CheckNames(asset, "id filename externalUrl", "language title duration");
        foreach (JsonElement station in Items("stations")) CheckNames(station, "id language number title images", "subtitle description audios");
        foreach (JsonElement language in Items("languages")) CheckNames(language, "title language", "");
        foreach (JsonElement text in Items("texts")) CheckNames(text, "language key value", "");
        string[] assets = [.. Items("assets").Select(asset => asset.GetProperty("id").GetString()!)];
        Assert.Equal(assets.Length, assets.Distinct().Count());
        Assert.Equal(2 * 3, Items("stations").Count());
        Assert.All(Items("stations"), station => Assert.Subset(assets.ToHashSet(), Texts(station, "images").Concat(Texts(station, "audios")).ToHashSet()));
        Assert.All(Items("assets"), asset => Assert.DoesNotContain('/', asset.GetProperty("filename").GetString()!));
        Assert.All(Items("languages"), language => Assert.Matches("^[a-z]{2,3}$", language.GetProperty("language").GetString()));

        IEnumerable<JsonElement> Items(string name) => data.GetProperty(name).EnumerateArray();

        static IEnumerable<string> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);

        static void CheckNames(JsonElement element, string required, string optional)
        {
            string[] names = [.. element.EnumerateObject().Select(property => property.Name)];
            Assert.Subset(names.ToHashSet(), required.Split(' ').ToHashSet());
            Assert.Subset(required.Split(' ').Concat(optional.Split(' ')).ToHashSet(), names.ToHashSet());
        }
    }

    [Fact]
    public void Ear_guide_gets_headings_and_paragraphs_only()
    {
        string text = GuideFiles.EarGuide(SampleCollection.Info(), CollectionTexts.Load("en"), s_works);
        string[] blocks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(blocks, block =>
        {
            Assert.DoesNotContain('\n', block);
            Assert.Matches(@"^(#{1,3} \S|[\p{Lu}\p{Ll}0-9][^\n]*)", block);
            Assert.DoesNotMatch(@"^([-*+>|]|\d+[.)] |    |```|\[[^\]]*\]:)", block);
        });
        Assert.Contains("### 7. Impression, Sunrise", blocks);
        Assert.Contains("### 12. # A title - with *Markdown*", blocks);
        Assert.Contains("Artist: Claude Monet, 1872.", blocks);
    }

    private static JsonElement Json(object value) => JsonDocument.Parse(JsonSerializer.Serialize(value, ReportJson.Options)).RootElement;
}
