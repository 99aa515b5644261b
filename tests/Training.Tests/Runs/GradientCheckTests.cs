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
            using var discriminator = new PatchGanDiscriminator(new DiscriminatorOptions { Width = width, Layers = layers });
            WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
            discriminator.to(type);
            Tensor mel = tensor(Samples.Mel(1)).reshape(1, 1, 64, 64).to(type);
            mel.requires_grad = true;
            Tensor logits = discriminator.forward(tensor(Samples.Painting(1)).reshape(1, 3, 64, 64).to(type), zeros([1, 5], type), mel);
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
        using var discriminator = new PatchGanDiscriminator(options.Discriminator);
        Assert.Null(GradientCheck.FindWrong(generator));
        Assert.Null(GradientCheck.FindWrong(discriminator));
    }

    [Fact]
    public void A_convolution_with_a_wrong_gradient_is_named()
    {
        using var network = new Wrong();
        Assert.Equal("wrong conv, 16 x 16 x 4 x 4", GradientCheck.FindWrong(network));
    }

    [Fact]
    public void The_check_leaves_the_weights_as_they_are()
    {
        using var discriminator = new PatchGanDiscriminator(new DiscriminatorOptions { Width = 4 });
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        float[][] before = Weights(), after;
        GradientCheck.FindWrong(discriminator);
        after = Weights();
        Assert.Equal(before, after);
        Assert.All(discriminator.parameters(), parameter => Assert.Null(parameter.grad));

        float[][] Weights() => [.. discriminator.parameters().Select(p => p.detach().data<float>().ToArray())];
    }

    // A convolution with stride 2 and another padding than the check expects.
    private sealed class Wrong : nn.Module
    {
        public Wrong() : base("wrong") => register_module("conv", nn.Conv2d(16, 16, 4L, 2L, 1L, padding_mode: TorchSharp.PaddingModes.Reflect, bias: false));
    }
}
