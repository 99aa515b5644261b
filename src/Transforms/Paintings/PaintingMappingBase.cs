using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Paintings;

/// <summary>Loads paintings; ML.NET finds the factory by its contract when a saved model is loaded.</summary>
/// <typeparam name="TOutput">The class that says how large they are.</typeparam>
public abstract class PaintingMappingBase<TOutput> : CustomMappingFactory<PaintingInput, TOutput>
    where TOutput : class, IPaintingOutput, new()
{
    private protected PaintingMappingBase()
    {
    }

    /// <inheritdoc/>
    public override Action<PaintingInput, TOutput> GetMapping()
    {
        Func<ReadOnlyMemory<char>, PaintingSource> sourceOf = Estimators.OptionsColumn.Reader<PaintingSource, PaintingSource>(source => source);
        return (input, output) =>
        {
            PaintingSource source = sourceOf(input.Options);
            VBuffer<float> pixels = output.Pixels;
            VBufferEditor<float> editor = VBufferEditor.Create(ref pixels, source.Options.Length);
            PaintingReader.Read(source.PathOf(input.Path.ToString()), source.Options, editor.Values);
            output.Pixels = editor.Commit();
        };
    }
}
