using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class GradientCheckTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(8, 2)]
    [InlineData(16, 2)]
    public void The_gradient_of_the_mel_spectrogram_is_that_of_double_precision(int width, int layers)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] found = OfMel(ScalarType.Float32), expected = OfMel(ScalarType.Float64);
        double largest = expected.Max(Math.Abs);
        Assert.InRange(found.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-3 * largest);

        double[] OfMel(ScalarType type)
        {
            using var discriminator = new DiscriminatorNetwork(new DiscriminatorOptions { Size = 64, Width = width, Layers = layers });
            WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
            discriminator.to(type);
            Tensor mel = tensor(Samples.Mel(1)).reshape(1, 1, 64, 64).to(type);
            mel.requires_grad = true;
            Tensor logits = discriminator.forward(tensor(Samples.Painting(1)).reshape(1, 3, 64, 64).to(type), zeros([1, 5], type), mel)[0].Logits;
            // Weighted with different values: the gradient of the plain mean is almost 0 after normalisation.
            (logits * arange(logits.numel(), dtype: type).sin().reshape(logits.shape)).mean().backward();
            return mel.grad!.to(ScalarType.Float64).data<double>().ToArray();
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Networks_of_usual_widths_pass(int width)
    {
        TrainingOptions options = Samples.Options with { Width = width };
        using var generator = new UNetGenerator(options.Generator);
        using var discriminator = new DiscriminatorNetwork(options.Discriminator);
        Assert.Null(GradientCheck.FindWrong(generator));
        Assert.Null(GradientCheck.FindWrong(discriminator));
    }

    [Theory]
    [InlineData(Upsampling.TransposedConvolution)]
    [InlineData(Upsampling.ResizeConvolution)]
    public void Every_kind_of_convolution_agrees_with_matrix_products(Upsampling upsampling)
    {
        using var residual = new ResidualGenerator(new GeneratorOptions { Architecture = GeneratorArchitecture.Residual, Size = 64, Width = 4, Upsampling = upsampling });
        using var tall = new DiscriminatorNetwork(new DiscriminatorOptions { Size = 64, Width = 4, Layers = 1, Tall = true, SpectralNormalization = true });
        Assert.Null(GradientCheck.FindWrong(residual));
        Assert.Null(GradientCheck.FindWrong(tall));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(21, 32)]
    public void Convolutions_of_any_number_of_input_channels_agree_with_matrix_products(int inputs, int outputs)
    {
        using var network = new OneLayer(new ConvolutionLayer("conv", inputs, outputs, ConvolutionShape.Halving, bias: true));
        Assert.Null(GradientCheck.FindWrong(network));
    }

    [Fact]
    public void A_convolution_with_a_wrong_gradient_is_named()
    {
        using var discriminator = new DiscriminatorNetwork(new DiscriminatorOptions { Width = 4 });
        Assert.Null(GradientCheck.FindWrong(discriminator, (layer, input) => layer.forward(input)));
        // The values are right; the gradient of the input is doubled.
        string? wrong = GradientCheck.FindWrong(discriminator, (layer, input) => layer.Outputs == 8 ? layer.forward(input * 2 - input.detach()) : layer.forward(input));
        Assert.Equal("layers.conv1, 8 x 4 x 4 x 4, 4 x 4, stride 2 x 2", wrong);
    }

    [Fact]
    public void The_check_leaves_the_weights_as_they_are()
    {
        using var discriminator = new DiscriminatorNetwork(new DiscriminatorOptions { Width = 4 });
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        float[][] before = Weights(), after;
        GradientCheck.FindWrong(discriminator);
        after = Weights();
        Assert.Equal(before, after);
        Assert.All(discriminator.parameters(), parameter => Assert.Null(parameter.grad));

        float[][] Weights() => [.. discriminator.parameters().Select(p => p.detach().data<float>().ToArray())];
    }

    private sealed class OneLayer : nn.Module
    {
        public OneLayer(ConvolutionLayer layer) : base("network") => register_module("conv", layer);
    }
}
