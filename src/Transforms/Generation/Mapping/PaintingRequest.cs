using Microsoft.ML.Data;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>The row that <see cref="PaintingToMusic"/> hands to its pipeline.</summary>
internal sealed class PaintingRequest
{
    public string Path { get; set; } = "";

    /// <summary>1 to 5; 0 is a missing key, an unknown style.</summary>
    [KeyType(5)]
    public uint Style { get; set; }

    public int Seed { get; set; }
}
