using Microsoft.ML.Data;
using Pix2Pitch.ModelLoader;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>Rows for the tests of generation.</summary>
internal static class GenerationRows
{
    /// <summary>A column of paintings, all different.</summary>
    public static TableColumn Paintings(string name, int count, int size = TinyModel.Size) => new(
        name,
        new VectorDataViewType(NumberDataViewType.Single, 3, size, size),
        [.. Enumerable.Range(1, count).Select(n => (object)new VBuffer<float>(3 * size * size, [.. Enumerable.Range(0, 3 * size * size).Select(i => MathF.Sin(0.01f * n * i))]))]);
}
