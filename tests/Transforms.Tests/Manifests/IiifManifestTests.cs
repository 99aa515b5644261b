using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>Manifests in the form of the examples of https://iiif.io/api/presentation/3.0/ and its cookbook.</summary>
public sealed class IiifManifestTests : IDisposable
{
    private const string Context = "\"@context\": \"http://iiif.io/api/presentation/3/context.json\", \"id\": \"https://m.example/manifest\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_canvas_is_a_work_and_its_metadata_are_columns()
    {
        Manifest manifest = Read($$"""
            { {{Context}}, "type": "Manifest", "label": { "en": ["A museum"] }, "rights": "http://creativecommons.org/publicdomain/zero/1.0/", "items": [
              { "id": "https://m.example/c/1", "type": "Canvas", "label": { "de": ["Zwei Kinder"], "none": ["Two children"] }, "width": 3, "height": 2,
                "metadata": [
                  { "label": { "en": ["Artist"], "de": ["Künstler"] }, "value": { "none": ["<span>Paula <b>Modersohn</b>&nbsp;&amp; Becker</span>"] } },
                  { "label": { "es": ["Fecha"] }, "value": { "none": ["c. 1906"] } },
                  { "label": { "en": ["Number"] }, "value": { "none": ["12"] } } ],
                "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting", "body": { "type": "Choice", "items": [ { "id": "pictures/two%20children.jpg", "type": "Image" } ] } } ] } ] },
              { "id": "https://m.example/c/2", "type": "Canvas", "label": { "en": ["Nothing"] }, "width": 3, "height": 2 } ] }
            """);
        Assert.Equal("A museum", manifest.Title);
        Work work = Assert.Single(manifest.Works);
        Assert.Equal(("Two children", "Paula Modersohn\u00a0& Becker", 1906, "http://creativecommons.org/publicdomain/zero/1.0/"), (work.Title, work.Name, work.Year, work.Licence));
        Assert.Equal("12", work.Other["Number"]);
        Assert.Equal(_folder.File("pictures", "two children.jpg"), work.Path);
        Assert.False(IiifManifest.IsRemote(work));
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.Equal(("it has no picture", true), (problem.Reason, problem.WasLeftOut));
    }

    [Fact]
    public void A_picture_on_the_web_has_a_file_that_follows_from_its_address()
    {
        string Canvas(string image) => $$"""
            { "type": "Canvas", "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting", "body": { "id": "{{image}}", "type": "Image" } } ] } ] }
            """;
        string[] images = ["https://m.example/1/full/max/0/default.png", "https://m.example/2/full/max/0/default.jpg", "https://m.example/a\\\"b\\nc/picture", "ftp://m.example/3.jpg"];
        string all = $$"""{ {{Context}}, "type": "Manifest", "label": { "none": ["M"] }, "items": [ """ + string.Join(", ", images.Select(Canvas)) + " ] }";
        Manifest manifest = Read(all);
        Assert.Equal(3, manifest.Works.Select(work => work.Path).Distinct().Count());
        Assert.All(manifest.Works, work => Assert.Equal(_folder.File("images"), Path.GetDirectoryName(work.Path)));
        Assert.Equal([".png", ".jpg", ".jpg"], manifest.Works.Select(work => Path.GetExtension(work.Path)));
        Assert.Contains("'ftp://m.example/3.jpg'", Assert.Single(manifest.Problems).Reason, StringComparison.Ordinal);
        IReadOnlyList<(string Address, string File)> listed = new IiifManifest(_folder.File("manifest.json")).RemoteImages();
        Assert.Equal(manifest.Works.Select(work => work.Path), listed.Select(image => image.File));
        Assert.All(listed, image => Assert.DoesNotContain(image.Address, c => c is '"' or '\n'));
    }

    [Fact]
    public void A_canvas_with_sound_has_its_picture_beside_it()
    {
        Work work = Assert.Single(Read($$"""
            { {{Context}}, "type": "Manifest", "label": { "en": ["One work"] }, "items": [ { "id": "https://m.example/c", "type": "Canvas", "duration": 10,
              "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting", "body": { "id": "a.wav", "type": "Sound" } } ] } ],
              "accompanyingCanvas": { "type": "Canvas", "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting", "body": { "id": "a.jpg", "type": "Image" } } ] } ] } } ] }
            """).Works);
        Assert.Equal(("One work", _folder.File("a.jpg")), (work.Title, work.Path)); // the only canvas has the manifest's label
    }

    [Theory]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Manifest", "sequences": [] }""", "is a IIIF manifest of version 2, and version 3 is read")]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": "Collection", "items": [] }""", "is a IIIF collection of manifests: name one of the manifests.")]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": "Canvas" }""", "its type is 'Canvas'")]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "items": [] }""", "has no canvas")]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": """, "is not valid JSON in line 1")]
    public void What_is_no_manifest_of_version_3_is_refused(string json, string sentence)
        => Assert.Contains(sentence, Assert.Throws<Pix2PitchException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "@context": ["http://iiif.io/api/presentation/3/context.json"], "type": "Manifest", "label": 3, "metadata": {}, "items": [ 1, "x", { "type": "Canvas", "label": [], "items": { "items": [ {} ] }, "accompanyingCanvas": 7 } ] }""")]
    [InlineData("""{ "@context": "http://iiif.io/api/presentation/3/context.json", "type": "Manifest", "items": { "type": "Canvas", "items": [ { "items": [ { "motivation": "painting", "body": [ { "id": 5, "type": "Image" } ] } ] } ] } }""")]
    public void Values_of_wrong_types_leave_a_canvas_out(string json) => Assert.Empty(Read(json).Works);

    [Fact]
    public void Another_JSON_file_is_a_list_as_before()
    {
        Work work = Assert.Single(Read("""[ { "path": "a.jpg", "title": "See iiif.io" } ]""").Works);
        Assert.Equal("See iiif.io", work.Title);
    }

    private Manifest Read(string json) => ManifestSources.Read(_folder.Write("manifest.json", json));
}
