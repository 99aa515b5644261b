using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Networks;

[Collection(TensorLibraryTests.Name)]
public sealed class UNetGeneratorTests
{
    [Theory]
    [InlineData(64, 4, Normalization.Instance)]
    [InlineData(64, 4, Normalization.Batch)]
    [InlineData(128, 4, Normalization.Instance)]
    [InlineData(256, 4, Normalization.Instance)]
    [InlineData(512, 2, Normalization.Instance)]
    public void A_painting_becomes_a_mel_spectrogram_of_its_size_in_range(int size, int width, Normalization normalization)
    {
        using UNetGenerator generator = Make(size, width, normalization);
        float[] output = Run(generator, Samples.Painting(1, size), style: 2, creativity: 1);
        Assert.Equal(size * size, output.Length);
        Assert.All(output, value => Assert.InRange(value, -1f, 1f));
        Assert.True(output.Distinct().Count() > 100);
    }

    [Fact]
    public void The_length_of_the_noise_is_that_of_the_first_three_decoder_blocks()
    {
        using UNetGenerator small = Make(64, 4), large = Make(256, 2);
        Assert.Equal(32 * (4 + 16) + 16 * 64, small.Noise.Length);
        Assert.Equal(16 * (4 + 16 + 64), large.Noise.Length);
    }

    [Fact]
    public void Another_size_is_refused_with_the_value_and_the_valid_sizes()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Make(96, 4));
        Assert.Contains("96", error.Message);
        Assert.Contains("64, 128, 256 or 512", error.Message);
    }

    [Fact]
    public void Without_noise_the_output_is_always_the_same()
    {
        using UNetGenerator generator = Make(64, 4);
        Assert.Equal(Run(generator, Samples.Painting(1), 1, creativity: 0), Run(generator, Samples.Painting(1), 1, creativity: 0));
    }

    [Fact]
    public void Every_parameter_is_registered_once()
    {
        foreach (Normalization normalization in Enum.GetValues<Normalization>())
        {
            using UNetGenerator generator = Make(64, 4, normalization);
            // 6 kernels on each side, a bias where no normalisation follows, gamma and beta in all decoder blocks but the last; batch normalisation
            // has two parameters and three buffers of its own in 4 blocks of the encoder (down to 4 x 4) and 4 of the decoder.
            string[] names = [.. generator.state_dict().Keys];
            Assert.DoesNotContain(names, name => name.Contains('<', StringComparison.Ordinal));
            Assert.Equal(["beta", "bias", "gamma", "weight"], generator.named_parameters().Select(p => p.name.Split('.')[^1]).Distinct().Order());
            Assert.Equal(generator.parameters().Count(), generator.parameters().Select(p => p.Handle).Distinct().Count());
            Assert.Equal(names.Length, generator.state_dict().Values.Select(t => t.Handle).Distinct().Count());
            Assert.Equal(12, names.Count(name => name.EndsWith("conv.weight", StringComparison.Ordinal)));
            Assert.Equal(5, names.Count(name => name.EndsWith(".gamma", StringComparison.Ordinal)));
            Assert.Equal(5, names.Count(name => name.EndsWith(".beta", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void A_network_that_was_moved_to_another_type_and_back_still_works(ScalarType type)
    {
        using UNetGenerator generator = Make(64, 4);
        FillTables(generator);
        float[] before = Run(generator, Samples.Painting(1), 1, creativity: 1);
        generator.to(type);
        Assert.All(generator.parameters(), parameter => Assert.Equal(type, parameter.dtype));
        generator.to(ScalarType.Float32);
        float[] after = Run(generator, Samples.Painting(1), 1, creativity: 1);
        if (type == ScalarType.Float64)
            Assert.Equal(before, after);
        else
            Assert.InRange(Difference(before, after), 1e-6, 0.1);
    }

    [Fact]
    public void Noise_changes_the_output()
    {
        using UNetGenerator generator = Make(64, 4);
        Assert.NotEqual(Run(generator, Samples.Painting(1), 1, creativity: 1), Run(generator, Samples.Painting(1), 1, creativity: 1, seed: 2));
        Assert.NotEqual(Run(generator, Samples.Painting(1), 1, creativity: 0), Run(generator, Samples.Painting(1), 1, creativity: 1));
    }

    [Fact]
    public void Style_changes_the_output_only_if_the_tables_of_scale_and_shift_are_not_0()
    {
        using UNetGenerator generator = Make(64, 4);
        Assert.Equal(Run(generator, Samples.Painting(1), 1, 0), Run(generator, Samples.Painting(1), 2, 0));
        FillTables(generator);
        Assert.True(Difference(Run(generator, Samples.Painting(1), 1, 0), Run(generator, Samples.Painting(1), 2, 0)) > 1e-4);
        Assert.True(Difference(Run(generator, Samples.Painting(1), 1, 0), Run(generator, Samples.Painting(1), 0, 0)) > 1e-4);
    }

    [Fact]
    public void The_skip_connections_carry_the_painting_past_a_bottleneck_of_zeros()
    {
        using UNetGenerator generator = Make(64, 4, summary: false);
        using (no_grad())
        {
            foreach (EncoderBlock block in generator.Encoder.Skip(1))
                block.Conv.Weight.fill_(0);
        }
        Assert.NotEqual(Run(generator, Samples.Painting(1), 0, 0), Run(generator, Samples.Painting(2), 0, 0));
    }

    [Fact]
    public void The_summary_distinguishes_a_light_painting_from_a_dark_one()
    {
        using UNetGenerator generator = Make(64, 4);
        FillTables(generator);
        using (no_grad())
            generator.Encoder[0].Conv.Bias!.fill_(0.01);
        float[] dark = [.. Enumerable.Repeat(-0.5f, 3 * 64 * 64)], light = [.. Enumerable.Repeat(0.5f, 3 * 64 * 64)];
        Assert.True(Difference(Run(generator, dark, 0, 0), Run(generator, light, 0, 0)) > 1e-5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using UNetGenerator a = Make(64, 4, seed: 1), b = Make(64, 4, seed: 1), c = Make(64, 4, seed: 2);
        float[] painting = Samples.Painting(1);
        Assert.Equal(Run(a, painting, 0, 0), Run(b, painting, 0, 0));
        Assert.NotEqual(Run(a, painting, 0, 0), Run(c, painting, 0, 0));
    }

    [Fact]
    public void Initial_weights_have_the_standard_deviation_of_Pix2Pix()
    {
        using UNetGenerator generator = Make(64, 16);
        float[] weights = generator.Encoder[3].Conv.Weight.detach().data<float>().ToArray();
        Assert.InRange(Math.Sqrt(weights.Average(w => (double)w * w)), 0.0195, 0.0205);
        Assert.InRange(weights.Average(), -0.001, 0.001);
    }

    internal static UNetGenerator Make(int size, int width, Normalization normalization = Normalization.Instance, bool summary = true, long seed = 1)
    {
        var generator = new UNetGenerator(new GeneratorOptions { Size = size, Width = width, Normalization = normalization, Summary = summary });
        WeightInitializer.Initialize(generator, seed, RandomPurpose.GeneratorWeights);
        return generator;
    }

    internal static void FillTables(UNetGenerator generator)
    {
        using IDisposable noGradient = no_grad();
        var random = new SeededRandom(3, RandomPurpose.GeneratorWeights);
        foreach (DecoderBlock block in generator.Decoder.Where(b => b.Gamma is not null))
        {
            foreach (Tensor table in (Tensor[])[block.Gamma!, block.Beta!])
            {
                float[] values = [.. Enumerable.Range(0, (int)table.numel()).Select(_ => (float)random.NextGaussian() * 0.5f)];
                table.copy_(tensor(values).reshape(table.shape));
            }
        }
    }

    internal static float[] Run(GeneratorNetwork generator, float[] painting, int style, float creativity, long seed = 1)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int size = generator.Options.Size;
        var styles = new float[generator.Options.Styles];
        if (style > 0)
            styles[style - 1] = 1;
        Tensor output = generator.forward(
            tensor((float[])painting.Clone()).reshape(1, 3, size, size), tensor(styles).reshape(1, -1), tensor([seed]).reshape(1, 1), tensor([creativity]).reshape(1, 1));
        Assert.Equal([1, 1, size, size], output.shape);
        return output.data<float>().ToArray();
    }

    internal static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
