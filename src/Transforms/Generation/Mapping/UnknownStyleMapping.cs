using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>
/// Gives every row the style vector of an unknown style, all zero. ML.NET finds it by its contract when a saved model is loaded.
/// </summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class UnknownStyleMapping : CustomMappingFactory<GeneratorInputRow, StyleVectorRow>
{
    internal const string Contract = "Pix2Pitch.UnknownStyle.v1";

    /// <inheritdoc/>
    public override Action<GeneratorInputRow, StyleVectorRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, GeneratorInputOptions> read = GeneratorInputOptions.Reader();
        return (input, output) =>
        {
            VBuffer<float> style = output.StyleVector;
            VBufferEditor<float> editor = VBufferEditor.Create(ref style, read(input.Options).StyleCount);
            editor.Values.Clear();
            output.StyleVector = editor.Commit();
        };
    }
}
