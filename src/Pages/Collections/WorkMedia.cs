using System.Text.Json.Serialization;

namespace Pix2Pitch.Pages.Collections;

/// <summary>
/// What was made from a painting and measured of it: the content of the file <c>media/KEY.json</c>, which is written after the other files, so that they are complete if it
/// is there. The same painting, model, settings and program give the same files.
/// </summary>
public sealed record WorkMedia
{
    /// <summary>The version of the files; files of another version are made again.</summary>
    internal const int CurrentFormat = 1;

    /// <summary>The version of the files.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The stem of the names of the files: 16 hexadecimal digits that follow from everything that determines their content.</summary>
    public required string Key { get; init; }

    /// <summary>Length of the music in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes of the WAV file.</summary>
    public required long WaveBytes { get; init; }

    /// <summary>Width of the large picture in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the large picture in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Bytes of the large picture.</summary>
    public required long PictureBytes { get; init; }

    /// <summary>Width of the small picture in pixels.</summary>
    public required int SmallWidth { get; init; }

    /// <summary>Height of the small picture in pixels.</summary>
    public required int SmallHeight { get; init; }

    /// <summary>Bytes of the small picture.</summary>
    public required long SmallBytes { get; init; }

    /// <summary>The probabilities of the five styles, in their order, if the style was judged from the picture; otherwise null.</summary>
    public IReadOnlyList<float>? StyleProbabilities { get; init; }

    /// <summary>The main colours: L*, a*, b* (CIELAB) and the share of the picture, by descending share.</summary>
    public required IReadOnlyList<double[]> Palette { get; init; }

    /// <summary>Mean lightness L*, 0 to 100.</summary>
    public required double Lightness { get; init; }

    /// <summary>From -1 (all colours cold) to 1 (all warm).</summary>
    public required double Warmth { get; init; }

    /// <summary>The standard deviation of L*, 0 to 50.</summary>
    public required double Contrast { get; init; }

    /// <summary>If the music follows the painting, the part of each stretch of it; otherwise null.</summary>
    public IReadOnlyList<SoundingPart>? Parts { get; init; }

    /// <summary>How the music was made: the metadata of the WAV file.</summary>
    public required IReadOnlyDictionary<string, string> Provenance { get; init; }

    /// <summary>The WAV file.</summary>
    [JsonIgnore]
    public string WaveFile => $"media/{Key}.wav";

    /// <summary>The large picture.</summary>
    [JsonIgnore]
    public string PictureFile => $"media/{Key}.jpg";

    /// <summary>The small picture.</summary>
    [JsonIgnore]
    public string SmallFile => $"media/{Key}-small.jpg";

    /// <summary>The file with this record.</summary>
    [JsonIgnore]
    public string RecordFile => $"media/{Key}.json";
}
