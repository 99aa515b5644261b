using Microsoft.ML.Transforms;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>Gives every row the noise of one seed. ML.NET finds it by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class NoiseMapping : CustomMappingFactory<GeneratorInputRow, NoiseRow>
{
    internal const string Contract = "Pix2Pitch.Noise.v1";

    /// <inheritdoc/>
    public override Action<GeneratorInputRow, NoiseRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, GeneratorInputOptions> read = GeneratorInputOptions.Reader();
        return (input, output) =>
        {
            GeneratorInputOptions options = read(input.Options);
            output.Fill(options, options.Seed);
        };
    }
}
