using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Generation;

/// <summary>Reads <see cref="GeneratorMetadata"/> from texts that may be missing or wrong.</summary>
internal sealed class PropertyReader(IReadOnlyDictionary<string, string> properties, string source)
{
    public GeneratorMetadata ToMetadata()
    {
        if (!properties.ContainsKey(GeneratorMetadata.FormatKey))
            throw new Pix2PitchException($"'{source}' holds no Pix2Pitch metadata: use a model file that Pix2Pitch's "
                + "'export' has written.");
        int format = Number(GeneratorMetadata.FormatKey, 1, int.MaxValue);
        if (format > GeneratorMetadata.CurrentFormat)
            throw new Pix2PitchException($"'{source}' has format {format}, and this Pix2Pitch reads format {GeneratorMetadata.CurrentFormat}: "
                + "use a newer Pix2Pitch, or a model file that this one has written.");
        if (format < GeneratorMetadata.CurrentFormat)
            throw new Pix2PitchException($"'{source}' has format {format}, and this Pix2Pitch reads format {GeneratorMetadata.CurrentFormat}, whose "
                + "graph takes a seed: export the model again from its run, or use the model file that comes with this version.");
        return new GeneratorMetadata
        {
            Name = Text(GeneratorMetadata.NameKey),
            ImageSize = Number(GeneratorMetadata.ImageSizeKey, 1, 1 << 14),
            Fit = Fit(),
            Mel = Mel(),
            Styles = Json<string[]>(GeneratorMetadata.StylesKey),
            RunId = Text(GeneratorMetadata.RunIdKey),
            Licence = Text(GeneratorMetadata.LicenceKey),
            TrainedOn = Text(GeneratorMetadata.TrainedOnKey),
            Details = properties.Where(p => p.Key.StartsWith(GeneratorMetadata.DetailPrefix, StringComparison.Ordinal))
                .ToDictionary(p => p.Key[GeneratorMetadata.DetailPrefix.Length..], p => p.Value),
        };
    }

    private PaintingFit Fit()
    {
        bool isFit = Enum.TryParse(Text(GeneratorMetadata.FitKey), out PaintingFit fit) && Enum.IsDefined(fit);
        return isFit ? fit : throw Damaged(GeneratorMetadata.FitKey);
    }

    /// <summary>The mel settings alone: what a picture of a spectrogram needs to become sound.</summary>
    public MelOptions Mel()
    {
        try
        {
            return MelOptions.FromJson(Text(GeneratorMetadata.MelKey));
        }
        catch (Pix2PitchException e) when (properties.ContainsKey(GeneratorMetadata.MelKey))
        {
            throw Damaged(GeneratorMetadata.MelKey, e);
        }
    }

    /// <summary>The length of a picture's sound; null where it is that of one clip.</summary>
    public double? Seconds()
    {
        if (!properties.ContainsKey(GeneratorMetadata.SecondsKey)) return null;
        bool isNumber = double.TryParse(Text(GeneratorMetadata.SecondsKey), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber && value is >= ClipLayout.ShortestSeconds and <= ClipLayout.LongestSeconds ? value : throw Damaged(GeneratorMetadata.SecondsKey);
    }

    private string Text(string key) => properties.TryGetValue(key, out string? value) && value is not null ? value : throw Damaged(key);

    private int Number(string key, int min, int max)
    {
        bool isNumber = int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= min && value <= max ? value : throw Damaged(key);
    }

    private T Json<T>(string key)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(key)) ?? throw Damaged(key);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Damaged(key, e);
        }
    }

    private Pix2PitchException Damaged(string key, Exception? cause = null)
    {
        string found = properties.TryGetValue(key, out string? value) && value is not null
            ? $"holds '{Shortened(value)}', which cannot be used"
            : "is missing";
        return new Pix2PitchException($"'{source}' is damaged, its property '{key}' {found}: make the file again.", cause);
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
