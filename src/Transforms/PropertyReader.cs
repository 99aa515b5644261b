using System.Globalization;
using System.Text.Json;

namespace Pix2Pitch;

/// <summary>Reads and checks the metadata of a file, which is text by key.</summary>
/// <param name="properties">The text of each key.</param>
/// <param name="source">The file, for messages.</param>
internal sealed class PropertyReader(IReadOnlyDictionary<string, string> properties, string source)
{
    public IReadOnlyDictionary<string, string> All => properties;

    public bool Has(string key) => properties.ContainsKey(key);

    public string Text(string key) => properties.TryGetValue(key, out string? value) && value is not null ? value : throw Damaged(key);

    public int Number(string key, int min, int max)
    {
        bool isNumber = int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= min && value <= max ? value : throw Damaged(key);
    }

    public T Choice<T>(string key)
        where T : struct, Enum
        => Enum.TryParse(Text(key), out T value) && Enum.IsDefined(value) ? value : throw Damaged(key);

    public T Json<T>(string key)
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

    /// <summary>The error for a property that is missing or has an unusable value.</summary>
    public Pix2PitchException Damaged(string key, Exception? cause = null)
    {
        string found = properties.TryGetValue(key, out string? value) && value is not null
            ? $"has the value '{(value.Length <= 60 ? value : value[..60] + "...")}', which cannot be used"
            : "is missing";
        return new Pix2PitchException($"'{source}' is damaged, its property '{key}' {found}: make the file again.", cause);
    }
}
