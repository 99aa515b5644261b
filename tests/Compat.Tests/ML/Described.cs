using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>What <see cref="DescribingFactory"/> makes of a <see cref="Work"/>.</summary>
public sealed class Described
{
    public string Text { get; set; } = "";

    [VectorType(3)]
    public float[] Numbers { get; set; } = [];
}
