using Pix2Pitch.Pairing;

namespace Pix2Pitch.Training.Data;

/// <summary>How the parts of the data are called in files.</summary>
internal static class SplitNames
{
    public static string Of(Split split) => split switch
    {
        Split.Train => "train",
        Split.Validation => "validation",
        Split.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "There are three parts."),
    };

    public static Split? ParseOrNull(string name) => name switch
    {
        "train" => Split.Train,
        "validation" => Split.Validation,
        "test" => Split.Test,
        _ => null,
    };
}
