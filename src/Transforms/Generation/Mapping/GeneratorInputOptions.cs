using Pix2Pitch.Composition;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>What the mappings of this folder have to know; it travels in the saved model as a column.</summary>
/// <param name="NoiseLength">The number of noise values.</param>
/// <param name="StyleCount">The length of the style vector.</param>
/// <param name="Seed">The seed where no column gives one.</param>
/// <param name="Creativity">The size of the noise, from 0 to 1.</param>
internal sealed record GeneratorInputOptions(int NoiseLength, int StyleCount, int Seed, float Creativity)
{
    /// <summary>The column that carries these options.</summary>
    public const string Column = "Pix2Pitch.Generator";

    /// <summary>A reader of that column.</summary>
    public static Func<ReadOnlyMemory<char>, GeneratorInputOptions> Reader()
        => OptionsColumn.Reader<GeneratorInputOptions, GeneratorInputOptions>(static options => options);
}
