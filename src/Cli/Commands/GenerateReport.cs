using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Commands;

/// <summary>What became of one painting: for people <see cref="Lines"/>, for scripts the properties as a line of JSON.</summary>
internal sealed record GenerateReport
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), // letters of all languages are not escaped
    };

    /// <summary>The painting as the command names it.</summary>
    public required string Painting { get; init; }

    /// <summary>"made", "skipped" (it was there) or "failed".</summary>
    public required string Status { get; init; }

    /// <summary>Why there is no music; null if there is.</summary>
    public string? Error { get; init; }

    /// <summary>The WAV file; the other files are null if they were not requested.</summary>
    public string? Wave { get; init; }

    public string? Spectrogram { get; init; }

    public string? Picture { get; init; }

    public string? Midi { get; init; }

    public string? HeatMap { get; init; }

    public double? Seconds { get; init; }

    public int? SampleRate { get; init; }

    /// <summary>The style that was requested, "judged" or "unknown".</summary>
    public string? Style { get; init; }

    /// <summary>The judged probabilities, by the name of the style.</summary>
    public IReadOnlyDictionary<string, float>? StyleProbabilities { get; init; }

    public int? Seed { get; init; }

    public int? Clips { get; init; }

    public float? Creativity { get; init; }

    public string? Model { get; init; }

    /// <summary>What made the music, if it was not a model.</summary>
    public string? Engine { get; init; }

    /// <summary>The recording that the music is a part of.</summary>
    public string? Recording { get; init; }

    /// <summary>Where in the recording it begins, in seconds.</summary>
    public double? Offset { get; init; }

    /// <summary>Why the recording was chosen.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    public string? PaintingHash { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double? Elapsed { get; init; }

    /// <summary>The lines for people.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>The line for an argument that names no painting.</summary>
    public static string Failed(string argument, string sentence) => NotMade(argument, sentence).ToJson();

    public static GenerateReport NotMade(string painting, string sentence) => new() { Painting = painting, Status = "failed", Error = sentence };

    public static GenerateReport Skipped(string painting, OutputNames names, int i) => At(painting, "skipped", names, i) with
    {
        Lines = [$"{names.Waves[i]}: was made before from this painting with the same model and settings"],
    };

    public static GenerateReport Of(string painting, GeneratedMusic made, OcclusionMap? occlusion, OutputNames names, int i, bool replaces, double elapsed)
    {
        string style = made.Style is { } requested ? StyleNames.Of(requested) : made.StyleProbabilities is null ? "unknown" : "judged";
        string seeds = made.Clips == 1 || made.Windows is not null ? $"seed {made.Seed}" : $"seeds {made.Seed} to {unchecked(made.Seed + made.Clips - 1)}";
        var lines = new List<string>
        {
            $"{names.Waves[i]}: {made.Seconds:0.0} s, {made.SampleRate} Hz, {(made.Windows is { } windows ? $"{windows.Count} {(windows.Count == 1 ? "part" : "parts")} of the painting, " : "")}style {style}, {seeds}, creativity {made.Creativity}, model {made.Generator.Name}, "
                + $"made in {elapsed:0.0} s{(replaces ? ", replaces an older file" : "")}",
        };
        if (made.StyleProbabilities is { } probabilities) lines.Add($"Style: {StyleChoice.Describe(probabilities)} (judged from the picture)");
        if (names.Spectrograms is not null) lines.Add($"{names.Spectrograms[i]}: {made.MelSpectrogram.Options.BandsText} x {made.MelSpectrogram.Frames} frames");
        if (names.Pictures is not null) lines.Add($"{names.Pictures[i]}: the painting beside its spectrogram");
        if (names.MidiFiles is not null) lines.Add(MidiOption.Describe(names.MidiFiles[i], made.Notes));
        if (occlusion is not null) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{names.HeatMaps![i]}: what each part of the painting changes in each second, at most {occlusion.Max:0.0} dB"));
        return At(painting, "made", names, i) with
        {
            Seconds = Math.Round(made.Seconds, 6),
            SampleRate = made.SampleRate,
            Style = style,
            StyleProbabilities = made.StyleProbabilities is { } judged ? StyleNames.All.Zip(judged).ToDictionary(pair => pair.First, pair => pair.Second) : null,
            Seed = made.Seed,
            Clips = made.Clips,
            Creativity = made.Creativity,
            Model = made.Generator.Name,
            PaintingHash = made.PaintingHash,
            Elapsed = Math.Round(elapsed, 3),
            Lines = lines,
        };
    }

    public static GenerateReport At(string painting, string status, OutputNames names, int i) => new()
    {
        Painting = painting,
        Status = status,
        Wave = names.Waves[i],
        Spectrogram = names.Spectrograms?[i],
        Picture = names.Pictures?[i],
        Midi = names.MidiFiles?[i],
        HeatMap = names.HeatMaps?[i],
    };
}
