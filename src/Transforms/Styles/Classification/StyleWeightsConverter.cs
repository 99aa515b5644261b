using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Styles.Classification;

/// <summary>Writes the rows of weights of a <see cref="StyleClassifier"/> as Base64 of 16-bit floating-point numbers, and reads such rows and lists of numbers.</summary>
internal sealed class StyleWeightsConverter : JsonConverter<float[][]>
{
    public override float[][] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var rows = new List<float[]>();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("The weights are not a list.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                rows.Add(JsonSerializer.Deserialize<float[]>(ref reader, options) ?? []);
                continue;
            }
            if (!reader.TryGetBytesFromBase64(out byte[]? bytes) || bytes.Length % sizeof(short) != 0) throw new JsonException("A row of weights is not the Base64 of numbers of 16 bits.");
            rows.Add([.. bytes.Chunk(sizeof(short)).Select(number => (float)BinaryPrimitives.ReadHalfLittleEndian(number))]);
        }
        return [.. rows];
    }

    public override void Write(Utf8JsonWriter writer, float[][] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (float[] row in value)
        {
            var bytes = new byte[row.Length * sizeof(short)];
            for (int i = 0; i < row.Length; i++) BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * sizeof(short)), (Half)row[i]);
            writer.WriteBase64StringValue(bytes);
        }
        writer.WriteEndArray();
    }
}
