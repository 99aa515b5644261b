using System.Text;
using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Compat.Tests.ML;

[CustomMappingFactoryAttribute(Contract)]
public sealed class ToyZeroFactory : CustomMappingFactory<ToyNothing, ToyZero>
{
    public const string Contract = "Pix2Pitch.Compat.Tests.Zero";

    public override Action<ToyNothing, ToyZero> GetMapping() => (_, row) => row.Zero = 0;
}

[CustomMappingFactoryAttribute(Contract)]
public sealed class ToyFactory : ToyFactoryBase<ToyPixels>
{
    public const string Contract = "Pix2Pitch.Compat.Tests.Toy";
}

[CustomMappingFactoryAttribute(Contract)]
public sealed class ToyFactory4 : ToyFactoryBase<ToyPixels4>
{
    public const string Contract = "Pix2Pitch.Compat.Tests.Toy.4";
}

public abstract class ToyFactoryBase<TOut> : CustomMappingFactory<ToyInput, TOut>
    where TOut : class, IToyPixels, new()
{
    public override Action<ToyInput, TOut> GetMapping() => static (input, output) =>
    {
        string json = Encoding.UTF8.GetString(Convert.FromBase64String(input.Options.ToString()));
        VBuffer<float> pixels = output.Pixels;
        Toy.Decode(input.Path, JsonSerializer.Deserialize<ToyOptions>(json)!, ref pixels);
        output.Pixels = pixels;
    };
}

internal static class Toy
{
    /// <summary>Pixels that depend on nothing but the path and the options.</summary>
    public static void Decode(ReadOnlyMemory<char> path, ToyOptions options, ref VBuffer<float> pixels)
    {
        var editor = VBufferEditor.Create(ref pixels, 3 * options.Size * options.Size);
        int hash = 17;
        foreach (char c in path.Span) hash = unchecked((hash * 31) + c);
        for (int i = 0; i < editor.Values.Length; i++) editor.Values[i] = ((hash + i) & 255) / 255f * options.Scale;
        pixels = editor.Commit();
    }
}
