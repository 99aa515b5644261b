using Microsoft.ML.OnnxRuntime;
using Onnx;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class SeededNoiseTests
{
    private const int Length = 10_752; // of a network of width 16

    // Signs of a C program with uint32_t arithmetic: the published mixing function applied twice.
    [Theory]
    [InlineData(0, "---++-+-++----+-++-+-+---+++++--++--+++-++--+-+--++-+-+-+-+-+---+----+")]
    [InlineData(1, "+-++++++-+--+--++-++-+--+++----++++-+++++--+-+--+-+++-+--++---+-+++-+-")]
    [InlineData(-1, "-+----+++-++-+++---+-++++++--+-++-++++--++-+--+--+--+-++-+-+++--+-++--")]
    [InlineData(int.MaxValue, "-+-++---++-----++---+++++-+-+--+++++--++---+++-+--+--+---+-+-+-++-+--+")]
    [InlineData(int.MinValue, "-+----+-++-++--++-+++--++---++---++------+---+++-++---+-+-++++++---++-")]
    public void A_seed_gives_the_same_signs_in_every_version(int seed, string signs)
        => Assert.Equal(signs, string.Concat(InTorch([seed], 1, 70).Select(v => v > 0 ? '+' : '-')));

    [Fact]
    public void ONNX_Runtime_and_TorchSharp_give_the_same_bits_for_all_seeds()
    {
        var random = new SeededRandom(1, RandomPurpose.Noise);
        int[] seeds =
        [
            int.MinValue, int.MinValue + 1, -65_537, -65_536, -2, -1, 0, 1, 2, 65_535, 65_536, int.MaxValue - 1, int.MaxValue,
            .. Enumerable.Range(0, 51).Select(_ => random.NextSeed()),
        ];
        Assert.Equal(InTorch(seeds, 0.3f, Length), InOnnxRuntime(seeds, 0.3f, Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Creativity_is_the_size_of_every_value(float creativity)
        => Assert.All(InTorch([5], creativity, 1000), value => Assert.Equal(creativity, Math.Abs(value)));

    [Fact]
    public void A_row_has_the_noise_of_its_seed_wherever_it_is_in_the_batch()
    {
        float[] batch = InTorch([3, 4, 3], 1, 1000), alone = InTorch([4], 1, 1000);
        Assert.Equal(alone, batch[1000..2000]);
        Assert.Equal(batch[..1000], batch[2000..]);
    }

    [Fact]
    public void Signs_are_balanced_and_independent_of_neighbours_and_of_the_next_seed()
    {
        // Each sum of so many independent signs, over its standard deviation, is a draw from N(0, 1).
        const int Seeds = 400;
        var balance = new List<double>();
        var neighbours = new List<double>();
        var columns = new List<double>(); // one below the other in a plane of 8 x 8
        var successive = new List<double>();
        var shifted = new List<double>();
        foreach (int first in (int[])[0, -Seeds, 1_234_567_890])
        {
            float[] noise = InTorch([.. Enumerable.Range(first, Seeds + 1)], 1, Length);
            for (int s = 0; s < Seeds; s++)
            {
                ReadOnlySpan<float> a = noise.AsSpan(s * Length, Length), b = noise.AsSpan((s + 1) * Length, Length);
                balance.Add(Score(a, a, 0, alone: true));
                neighbours.Add(Score(a, a, 1));
                columns.Add(Score(a, a, 8));
                successive.Add(Score(a, b, 0));
                shifted.Add(Score(a, b, 1));
            }
        }
        foreach (List<double> scores in (List<double>[])[balance, neighbours, columns, successive, shifted])
        {
            Assert.InRange(scores.Average(), -0.12, 0.12); // 4 standard deviations of a mean of 1,200 draws
            Assert.InRange(scores.Average(z => z * z), 0.84, 1.16); // 4 of their variance
            Assert.InRange(scores.Max(Math.Abs), 0, 5);
        }
    }

    [Fact]
    public void Every_position_is_as_often_positive_as_negative_over_the_seeds()
    {
        const int Seeds = 4000, Positions = 300;
        float[] noise = InTorch([.. Enumerable.Range(-Seeds / 2, Seeds)], 1, Positions);
        double[] scores = [.. Enumerable.Range(0, Positions)
            .Select(p => Enumerable.Range(0, Seeds).Sum(s => (double)noise[s * Positions + p]) / Math.Sqrt(Seeds))];
        Assert.InRange(scores.Average(z => z * z), 0.67, 1.33);
        Assert.InRange(scores.Max(Math.Abs), 0, 5);
    }

    [Fact]
    public void One_bit_of_the_seed_changes_half_of_the_signs()
    {
        for (int bit = 0; bit < 32; bit++)
        {
            float[] noise = InTorch([12_345, 12_345 ^ (1 << bit)], 1, Length);
            Assert.InRange(Score(noise.AsSpan(0, Length), noise.AsSpan(Length), 0), -5, 5);
        }
    }

    // Values of a Python program with unlimited integers and double precision.
    [Theory]
    [InlineData(0, new[] { -0.83248, -0.18382, 0.27827, 2.23686, 1.43120, 0.01022 })]
    [InlineData(-1, new[] { 0.04745, 1.99840, -0.13862, -1.96976, -0.65275, -1.03588 })]
    public void A_seed_gives_the_same_Gumbel_numbers_in_every_version(int seed, double[] expected)
    {
        float[] found = Gumbel([seed], 1, 6);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
    }

    [Fact]
    public void Gumbel_numbers_have_the_mean_and_the_variance_of_the_distribution_and_are_finite()
    {
        float[] numbers = Gumbel([.. Enumerable.Range(0, 100)], 1, Length);
        Assert.All(numbers, number => Assert.InRange(number, -3, 17)); // from -ln(24 ln 2) to ln(2^24)
        double mean = numbers.Average(number => (double)number), variance = numbers.Average(number => (number - mean) * (number - mean));
        Assert.InRange(mean, 0.5772 - 0.005, 0.5772 + 0.005); // 4 standard deviations of the mean of 1,075,200 draws
        Assert.InRange(variance, 1.6449 - 0.015, 1.6449 + 0.015);
        Assert.All(Gumbel([7], 0, 1000), number => Assert.Equal(0, number));
    }

    [Fact]
    public void ONNX_Runtime_and_TorchSharp_give_the_same_Gumbel_numbers()
    {
        int[] seeds = [int.MinValue, -2, 0, 3, int.MaxValue];
        Assert.All(Gumbel(seeds, 0.7f, Length).Zip(InOnnxRuntime(seeds, 0.7f, Length, gumbel: true)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static double Score(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int distance, bool alone = false)
    {
        double sum = 0;
        for (int i = 0; i + distance < a.Length; i++)
            sum += alone ? a[i] : a[i] * b[i + distance];
        return sum / Math.Sqrt(a.Length - distance);
    }

    private static float[] InTorch(int[] seeds, float creativity, int length)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = new SeededNoise(length).Forward(
            tensor(seeds.Select(s => (long)s).ToArray()).reshape(-1, 1), full([seeds.Length, 1], creativity, ScalarType.Float32));
        Assert.Equal([seeds.Length, length], noise.shape);
        return noise.data<float>().ToArray();
    }

    private static float[] Gumbel(int[] seeds, float creativity, int length)
    {
        using DisposeScope scope = NewDisposeScope();
        return new SeededNoise(length).Gumbel(tensor(seeds.Select(s => (long)s).ToArray()).reshape(-1, 1), full([seeds.Length, 1], creativity, ScalarType.Float32)).data<float>().ToArray();
    }

    private static float[] InOnnxRuntime(int[] seeds, float creativity, int length, bool gumbel = false)
    {
        var graph = new OnnxGraphBuilder("noise", half: false);
        string seed = graph.Input("Seed", TensorProto.Types.DataType.Int32, "", "N", 1);
        string size = graph.Input("Creativity", TensorProto.Types.DataType.Float, "", "N", 1);
        var noise = new SeededNoise(length);
        graph.Output(gumbel ? noise.WriteGumbel(graph, seed, size) : noise.Write(graph, seed, size), "Noise", "", "N", length);
        using var session = new InferenceSession(Google.Protobuf.MessageExtensions.ToByteArray(graph.ToModel(new Dictionary<string, string>(), "")));
        using OrtValue seedValue = OrtValue.CreateTensorValueFromMemory(seeds, [seeds.Length, 1]);
        using OrtValue sizeValue = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(creativity, seeds.Length).ToArray(), [seeds.Length, 1]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["Seed", "Creativity"], [seedValue, sizeValue], ["Noise"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
