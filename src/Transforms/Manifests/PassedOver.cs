namespace Pix2Pitch.Manifests;

/// <summary>
/// Keeps count of the files in a folder that are not listed, so that none is skipped silently: pictures and recordings in formats
/// that are not supported are reported one by one, all others by their file extensions.
/// </summary>
internal sealed class PassedOver(MediaKind kind, bool isShared)
{
    private const int Examples = 3;

    private static readonly Dictionary<string, string> s_pictures = Table(
        ("HEIC picture", ".heic .heif .hif"), ("AVIF picture", ".avif"), ("JPEG XL picture", ".jxl"), ("JPEG 2000 picture", ".jp2 .j2k .jpf .jpx"), ("Photoshop file", ".psd .psb"),
        ("drawing in SVG", ".svg .svgz"), ("raw photograph", ".cr2 .cr3 .crw .nef .nrw .arw .dng .orf .rw2 .raf .pef .srw .raw"), ("PDF file", ".pdf"), ("PostScript file", ".eps .ps .ai"),
        ("picture of a kind that is not read", ".tga .ico .pcx .xcf .exr .hdr .ppm .pgm .pbm .pnm .djvu .qoi .dds .fits .sgi"));

    private static readonly Dictionary<string, string> s_sounds = Table(
        ("recording in AAC or ALAC", ".m4a .m4b .m4p .aac .alac .mp4a"), ("recording in WMA", ".wma"), ("recording in Opus", ".opus"), ("recording in a Core Audio file", ".caf"), ("list of notes (MIDI), not a recording", ".mid .midi .kar"),
        ("recording of a kind that is not read", ".ape .wv .mka .amr .ra .ram .dsf .dff .ac3 .dts .mpc .tta .shn .voc .weba .spx .au .snd .3ga .gsm"));

    private readonly SortedDictionary<string, List<string>> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Hidden files and files that operating systems create, which are not reported.</summary>
    public static bool IsHidden(string name)
        => name.StartsWith('.') || name.ToLowerInvariant() is "desktop.ini" or "thumbs.db" or "ehthumbs.db" or "ehthumbs_vista.db" or "icon\r" or "@eadir" or "__macosx" or "$recycle.bin"
            or "system volume information" or "lost+found";

    /// <summary>Takes a file that is not listed.</summary>
    public void Add(string path, ManifestBuilder manifest)
    {
        string name = Path.GetFileName(path), ending = Path.GetExtension(name).ToLowerInvariant();
        if (kind != MediaKind.Any && (MediaFiles.IsPicture(name) || MediaFiles.IsSound(name)))
        {
            if (!isShared) Count(ending, name);
        }
        else if (ending is ".part" or ".crdownload" or ".download" or ".partial" or ".opdownload")
        {
            manifest.LeaveOut(path, "it is an unfinished download; download it again");
        }
        else if (ending.Length is < 2 or > 12 || !ending.Skip(1).All(char.IsAsciiLetterOrDigit) || !ending.Any(char.IsAsciiLetter)) // "Water Lilies no. 3"
        {
            manifest.LeaveOut(path, "its name has no extension such as .jpg or .flac, so its format is not known; add the extension");
        }
        else if (kind != MediaKind.Recordings && s_pictures.TryGetValue(ending, out string? picture))
        {
            manifest.LeaveOut(path, $"it is a {picture} ({ending}), which is not supported; save it as JPEG, PNG or TIFF");
        }
        else if (kind != MediaKind.Pictures && s_sounds.TryGetValue(ending, out string? sound))
        {
            manifest.LeaveOut(path, $"it is a {sound} ({ending}), which is not supported; save it as WAV or FLAC");
        }
        else if (!(isShared && (s_pictures.ContainsKey(ending) || s_sounds.ContainsKey(ending))))
        {
            Count(ending, name);
        }
    }

    /// <summary>Reports the others, an ending at a time.</summary>
    public void Report(ManifestBuilder manifest, string folder)
    {
        foreach ((string ending, List<string> names) in _others)
        {
            int count = _counts[ending];
            string what = MediaFiles.IsPicture(ending) || s_pictures.ContainsKey(ending) ? "they are pictures and this is the folder of recordings"
                : MediaFiles.IsSound(ending) || s_sounds.ContainsKey(ending) ? "they are recordings and this is the folder of pictures" : "they are neither pictures nor recordings";
            if (count == 1) what = what.Replace("they are neither pictures nor recordings", "it is neither a picture nor a recording", StringComparison.Ordinal)
                .Replace("they are pictures", "it is a picture", StringComparison.Ordinal).Replace("they are recordings", "it is a recording", StringComparison.Ordinal);
            string examples = string.Join(", ", names) + (count > names.Count ? ", ..." : "");
            manifest.Note($"{count} file{(count == 1 ? "" : "s")} ending in {ending} {(count == 1 ? "was" : "were")} not read ({examples}): {what}", folder);
        }
    }

    private void Count(string ending, string name)
    {
        _counts[ending] = _counts.GetValueOrDefault(ending) + 1;
        if (!_others.TryGetValue(ending, out List<string>? names)) _others[ending] = names = [];
        if (names.Count < Examples) names.Add(name);
    }

    private static Dictionary<string, string> Table(params (string Kind, string Endings)[] rows)
        => rows.SelectMany(row => row.Endings.Split(' '), (row, ending) => (ending, row.Kind)).ToDictionary(pair => pair.ending, pair => pair.Kind);
}
