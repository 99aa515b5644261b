using Microsoft.ML.Data;

namespace Pix2Pitch.Generation.Mapping;

/// <summary>The noise that a generator takes; its length is the generator's own.</summary>
public sealed class NoiseRow
{
    /// <summary>The values.</summary>
    [ColumnName(GeneratorFile.NoiseInput)]
    public VBuffer<float> Noise { get; set; }

    internal void Fill(GeneratorInputOptions options, int seed)
    {
        VBuffer<float> noise = Noise;
        VBufferEditor<float> editor = VBufferEditor.Create(ref noise, options.NoiseLength);
        GeneratorNoise.Fill(editor.Values, seed, options.Creativity);
        Noise = editor.Commit();
    }
}
