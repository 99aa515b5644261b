using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Manifests;

/// <summary>
/// A IIIF manifest (Presentation API 3.0): each canvas is a work. Its label is the title; the entries of its metadata, or of the manifest's if there is one canvas, are columns with the
/// names that a CSV manifest may have, such as "Artist" or "Date". Pictures on the web are expected in the folder <c>images</c> beside the manifest, under names that follow from their
/// addresses (<see cref="RemoteImages"/>); nothing is downloaded.
/// </summary>
/// <param name="path">The file.</param>
internal sealed partial class IiifManifest(string path) : IManifestSource
{
    /// <summary>The column with the address of a picture on the web.</summary>
    private const string AddressColumn = "iiif_image";

    private const string ImageFolder = "images";
    private const int MaxBytes = 256 << 20;

    /// <inheritdoc/>
    public string Layout => "a IIIF manifest";

    /// <summary>Whether a file is a IIIF document of any version, by its name and its first bytes.</summary>
    public static bool IsAt(string path)
    {
        if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4096];
            return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].IndexOf("iiif.io/api/presentation/"u8) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // the reader says why
        }
    }

    /// <summary>Whether a work's picture is on the web.</summary>
    public static bool IsRemote(Work work) => work.Other.ContainsKey(AddressColumn) && work.Other[AddressColumn].Length > 0;

    /// <summary>The addresses of the pictures on the web, and the files that are expected for them, each once.</summary>
    /// <exception cref="Pix2PitchException">See <see cref="Read"/>.</exception>
    public IReadOnlyList<(string Address, string File)> RemoteImages()
        => [.. Read().Works.Where(IsRemote).Select(work => (work.Other[AddressColumn], work.Path)).Distinct()];

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        string full = Path.GetFullPath(path);
        var manifest = new ManifestBuilder(path, full, options ?? new ManifestOptions(), cancellation);
        using JsonDocument document = Parse(full);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new Pix2PitchException($"'{path}' is not a IIIF manifest: name the file of a manifest.");
        if (Text(root, "@type").Length > 0 || Context(root).Contains("presentation/2", StringComparison.Ordinal))
        {
            throw new Pix2PitchException($"'{path}' is a IIIF manifest of version 2, and version 3 is read: get version 3 from its server, or convert it, for example with the IIIF "
                + "Presentation API upgrader (prezi-2-to-3).");
        }
        if (Text(root, "type") is "Collection") throw new Pix2PitchException($"'{path}' is a IIIF collection of manifests: name one of the manifests.");
        if (Text(root, "type") != "Manifest") throw new Pix2PitchException($"'{path}' is not a IIIF manifest: its type is '{Text(root, "type")}'.");
        JsonElement[] canvases = [.. Items(root).Where(item => Text(item, "type") == "Canvas")];
        if (canvases.Length == 0) throw new Pix2PitchException($"The IIIF manifest '{path}' has no canvas: name a manifest with pictures.");
        for (int i = 0; i < canvases.Length; i++)
        {
            string where = $"canvas {i + 1}";
            if (Image(canvases[i]) is not { Length: > 0 } image) manifest.LeaveOut($"{full} ({where})", "it has no picture");
            else if (LocalOf(image) is { } file) manifest.Add(ToWork(canvases[i], root, canvases.Length == 1, file, image, Path.GetDirectoryName(full)!));
            else manifest.LeaveOut($"{full} ({where})", $"the address of its picture, '{image}', is none of a file or of the web");
        }
        return manifest.Build() with { Title = Words(root, "label") };
    }

    private static Work ToWork(JsonElement canvas, JsonElement root, bool isOnly, string file, string image, string folder)
    {
        string label = Words(canvas, "label");
        List<(string Name, string Value)> columns =
        [
            ("path", file),
            ("title", label.Length == 0 && isOnly ? Words(root, "label") : label),
        ];
        foreach (JsonElement entry in Entries(canvas, "metadata").Concat(isOnly ? Entries(root, "metadata") : []))
        {
            (string name, string value) = (Words(entry, "label"), Words(entry, "value"));
            if (name.Length > 0 && !columns.Exists(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) columns.Add((name, value));
        }
        var known = new ManifestColumns([.. columns.Select(column => column.Name)]);
        if (known.Licence is null && (Text(canvas, "rights") is { Length: > 0 } own ? own : Text(root, "rights")) is { Length: > 0 } rights) columns.Add(("licence", rights));
        if (IsWeb(image)) columns.Add((AddressColumn, new Uri(image).AbsoluteUri));
        known = new ManifestColumns([.. columns.Select(column => column.Name)]);
        return ManifestReader.ToRow(i => columns[i].Value, known, folder, line: 0);
    }

    // The file of a picture, relative to the folder of the manifest; null for other addresses.
    private static string? LocalOf(string image)
    {
        if (IsWeb(image))
        {
            string address = new Uri(image).AbsoluteUri, extension = Path.GetExtension(new Uri(image).AbsolutePath).ToLowerInvariant();
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16];
            return $"{ImageFolder}/{hash}{(MediaFiles.IsPicture("x" + extension) ? extension : ".jpg")}";
        }
        if (Uri.TryCreate(image, UriKind.Absolute, out Uri? uri)) return uri.IsFile ? uri.LocalPath : null;
        return ManifestReader.Check(image) is null ? Uri.UnescapeDataString(image) : null;
    }

    private static bool IsWeb(string image) => Uri.TryCreate(image, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    // The picture of a canvas with sound is on its accompanying canvas.
    private static string Image(JsonElement canvas)
        => (canvas.TryGetProperty("accompanyingCanvas", out JsonElement beside) ? (JsonElement[])[canvas, beside] : [canvas])
            .SelectMany(Items).SelectMany(Items).Where(annotation => Text(annotation, "motivation") == "painting").SelectMany(annotation => Entries(annotation, "body"))
            .SelectMany(body => Text(body, "type") == "Choice" ? Items(body) : [body])
            .Where(body => Text(body, "type") == "Image").Select(body => Text(body, "id")).FirstOrDefault("");

    private static IEnumerable<JsonElement> Items(JsonElement element) => Entries(element, "items");

    // A list, or one object in its place.
    private static IEnumerable<JsonElement> Entries(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value)) return [];
        return (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : (IEnumerable<JsonElement>)[value]).Where(entry => entry.ValueKind == JsonValueKind.Object);
    }

    private static string Text(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";

    /// <summary>The text of a language map: in no language or in English if there is such a one, otherwise in the first.</summary>
    private static string Words(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement map) || map.ValueKind != JsonValueKind.Object) return "";
        JsonProperty[] languages = [.. map.EnumerateObject().Where(language => language.Value.ValueKind == JsonValueKind.Array)];
        if (languages.Length == 0) return "";
        JsonProperty chosen = languages.FirstOrDefault(language => language.Name is "none" or "en", languages[0]);
        string text = string.Join(", ", chosen.Value.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()));
        return (text.StartsWith('<') && text.EndsWith('>') ? System.Net.WebUtility.HtmlDecode(Tags().Replace(text, "")) : text).Replace('\0', ' ').Trim();
    }

    private static string Context(JsonElement root) => root.TryGetProperty("@context", out JsonElement context) ? context.GetRawText() : "";

    private JsonDocument Parse(string full)
    {
        try
        {
            if (new FileInfo(full).Length > MaxBytes) throw new Pix2PitchException($"The IIIF manifest '{path}' is larger than the {MaxBytes >> 20} MiB that are read: divide it.");
            using FileStream file = File.OpenRead(full);
            return JsonDocument.Parse(file);
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException($"'{path}' is not valid JSON{(e.LineNumber is { } line ? $" in line {line + 1}" : "")}: download it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The IIIF manifest '{path}' cannot be read ({e.Message.TrimEnd('.')}): check that it is a file you may read.", e);
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
