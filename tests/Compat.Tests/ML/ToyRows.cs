using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

internal sealed record ToyOptions(int Size = 4, float Scale = 1f);

public sealed class ToyInput
{
    public const string PathColumn = "__toy_path", OptionsColumn = "__toy_options";

    [ColumnName(PathColumn)]
    public ReadOnlyMemory<char> Path { get; set; }

    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}

public sealed class ToyNothing;

public sealed class ToyZero
{
    public const string Column = "__toy_zero";

    [ColumnName(Column)]
    public int Zero { get; set; }
}

public interface IToyPixels
{
    VBuffer<float> Pixels { get; set; }
}

/// <summary>Pixels of unknown size.</summary>
public sealed class ToyPixels : IToyPixels
{
    public const string Column = "__toy_pixels";

    [ColumnName(Column)]
    public VBuffer<float> Pixels { get; set; }
}

/// <summary>Pixels of a size that is known also after loading.</summary>
public sealed class ToyPixels4 : IToyPixels
{
    [ColumnName(ToyPixels.Column), VectorType(3, 4, 4)]
    public VBuffer<float> Pixels { get; set; }
}
