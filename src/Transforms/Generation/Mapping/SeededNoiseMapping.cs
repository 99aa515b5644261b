using Microsoft.ML.Transforms;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>Gives every row the noise of its own seed. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class SeededNoiseMapping : CustomMappingFactory<SeededInputRow, NoiseRow>
{
    internal const string Contract = "Pix2Pitch.SeededNoise.v1";

    /// <inheritdoc/>
    public override Action<SeededInputRow, NoiseRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, GeneratorInputOptions> read = GeneratorInputOptions.Reader();
        return (input, output) => output.Fill(read(input.Options), input.Seed);
    }
}
