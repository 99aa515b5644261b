using Onnx;
using Pix2Pitch.Generation;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>Model files of format 1. Real ones are read in the tests of snapshots.</summary>
public sealed class GeneratorFormat1Tests : IDisposable
{
    private const int Noise = TinyModel.Size * TinyModel.Size;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Numbers of SplitMix64: those of 1234567 from Rosetta Code (Pseudo-random numbers/Splitmix64), those of 0 from the tests of Java's SplittableRandom and of xoshiro's authors.</summary>
    [Theory]
    [InlineData(1234567, new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821 })]
    [InlineData(0, new ulong[] { 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F })]
    public void The_noise_has_the_bits_of_the_numbers_of_the_seed_lowest_first(int seed, ulong[] numbers)
    {
        float[] expected = [.. numbers.SelectMany(number => Enumerable.Range(0, 64).Select(bit => (number >> bit & 1) == 0 ? -0.5f : 0.5f))];
        Assert.Equal(expected, NoiseOf(seed, 0.5f)[..expected.Length]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void All_of_the_noise_is_that_of_the_low_32_bits_of_the_seed(int seed)
    {
        ulong state = (uint)seed;
        ulong[] numbers = [.. Enumerable.Range(0, Noise / 64).Select(_ => SplitMix64.Next(ref state))];
        Assert.Equal(numbers.SelectMany(number => Enumerable.Range(0, 64).Select(bit => (number >> bit & 1) == 0 ? -1f : 1f)), NoiseOf(seed, 1));
    }

    [Fact]
    public void The_metadata_is_that_of_the_current_format()
    {
        GeneratorMetadata read = GeneratorMetadata.Read(Write());
        Assert.Equal(TinyModel.Metadata.ToProperties().OrderBy(property => property.Key), read.ToProperties().OrderBy(property => property.Key));
    }

    [Theory]
    [InlineData("many", "noise-length")]
    [InlineData("63", "'Noise' of shape N x 63")]
    [InlineData(null, "noise-length")]
    public void A_length_of_the_noise_that_is_not_the_one_of_the_graph_is_refused(string? length, string words)
        => Assert.Contains(words, Assert.Throws<Pix2PitchException>(() => GeneratorMetadata.Read(Write(length))).Message);

    private float[] NoiseOf(int seed, float creativity)
    {
        using var session = new GeneratorSession(Write());
        return session.Run(new float[3 * Noise], new float[5], seed, creativity).Image;
    }

    /// <summary>Writes a generator of format 1 that gives its noise as the mel-spectrogram.</summary>
    private string Write(string? length = "4096")
    {
        Dictionary<string, string> properties = new(TinyModel.Metadata.ToProperties()) { ["pix2pitch.format"] = "1" };
        if (length is not null) properties["pix2pitch.noise-length"] = length;
        return TinyGenerator.Write(_folder.File("format1.onnx"), TinyModel.Size, properties, change: model =>
        {
            model.OpsetImport[0].Version = 17;
            GraphProto graph = model.Graph;
            graph.Input.Clear();
            graph.Input.Add([
                TinyGenerator.Value("Painting", DataType.Float, 3, TinyModel.Size, TinyModel.Size), TinyGenerator.Value("StyleVector", DataType.Float, 5), TinyGenerator.Value("Noise", DataType.Float, Noise),
            ]);
            graph.Initializer.Clear();
            graph.Initializer.Add(TinyGenerator.Integers("image", 0, 1, TinyModel.Size, TinyModel.Size));
            graph.Node.Clear();
            graph.Node.Add(TinyGenerator.Node("Reshape", ["Noise", "image"], "MelSpectrogram"));
        });
    }
}
