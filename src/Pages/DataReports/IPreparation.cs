using System.Text.Json;
using System.Text.Json.Serialization;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Pages.DataReports;

/// <summary>The information about the preparation of the data that a report shows.</summary>
[JsonConverter(typeof(PreparationConverter))]
public interface IPreparation
{
    /// <summary>Side of paintings and mel-spectrograms in pixels.</summary>
    int Size { get; }

    /// <summary>How paintings were made square.</summary>
    PaintingFit Fit { get; }

    /// <summary>How mel-spectrograms were made.</summary>
    MelOptions Mel { get; }

    /// <summary>Seed of the split and of the pairing.</summary>
    long Seed { get; }

    /// <summary>The data and its licences; may be empty.</summary>
    string Description { get; }

    /// <summary>SHA-256 that identifies the prepared data.</summary>
    string Fingerprint { get; }
}

/// <summary>Writes all properties of the object, not only those of the interface.</summary>
internal sealed class PreparationConverter : JsonConverter<IPreparation>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(IPreparation);

    public override IPreparation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("Reports are only written.");

    public override void Write(Utf8JsonWriter writer, IPreparation value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
