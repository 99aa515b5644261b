using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Cli.Studio;

/// <summary>A line of the answer while music is made.</summary>
/// <param name="State">"waiting", "making", "done" or "failed".</param>
internal sealed record StudioEvent(string State)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The place in the queue, from 1.</summary>
    public int? Place { get; init; }

    /// <summary>The completed steps.</summary>
    public int? Done { get; init; }

    /// <summary>All steps.</summary>
    public int? Count { get; init; }

    /// <summary>The id of the work in the history.</summary>
    public string? Id { get; init; }

    /// <summary>What is wrong, and what to do.</summary>
    public string? Sentence { get; init; }

    public static StudioEvent Failed(string sentence) => new("failed") { Sentence = sentence };

    /// <summary>The line, with its end.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_options), (byte)'\n'];
}
