using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

/// <summary>The options for GPUs, on a CPU: that they reach the networks and do what they say.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class GpuOptionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_convolution_in_bfloat16_has_float32_weights_and_nearly_the_same_result_and_gradient(bool transposed)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor output, Tensor gradient) = Run(Layer(transposed));
        (Tensor rounded, Tensor roundedGradient) = Run(Layer(transposed, layer => layer.Precision = Precision.BFloat16));
        Assert.Equal((ScalarType.Float32, ScalarType.Float32), (rounded.dtype, roundedGradient.dtype));
        // bfloat16 has 8 bits: each of the factors is rounded by up to 1/512 of itself, and so is the result.
        Assert.InRange(Distance(output, rounded), 1e-5, 0.01);
        Assert.InRange(Distance(gradient, roundedGradient), 1e-5, 0.01);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_the_channels_last_the_result_is_the_same_and_lies_so_in_memory(bool transposed)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor output, Tensor gradient) = Run(Layer(transposed));
        (Tensor other, Tensor otherGradient) = Run(Layer(transposed, layer => layer.ChannelsLast = true));
        Assert.Equal(1, other.stride()[1]);
        Assert.NotEqual(1, output.stride()[1]);
        Assert.InRange(Distance(output, other), 0, 1e-5);
        Assert.InRange(Distance(gradient, otherGradient), 0, 1e-5);
    }

    [Fact]
    public void The_options_reach_all_convolutions_that_are_trained_and_not_the_average_that_is_exported()
    {
        using Trainer trainer = Trainer.Create(Samples.Options with { Precision = Precision.BFloat16, ChannelsLast = true }, Samples.Data());
        Assert.All(trainer.Networks, network => Assert.All(Layers(network.Module), layer => Assert.Equal((Precision.BFloat16, true), (layer.Precision, layer.ChannelsLast))));
        Assert.All(Layers(trainer.Average), layer => Assert.Equal((Precision.Full, false), (layer.Precision, layer.ChannelsLast)));
        StepLosses[] losses = [.. Enumerable.Range(0, 6).Select(_ => trainer.NextStep())];
        using Trainer exact = Trainer.Create(Samples.Options, Samples.Data());
        Assert.Equal(exact.NextStep().L1, losses[0].L1, 0.01);
        Assert.All(trainer.Networks.SelectMany(network => network.Module.parameters()), weight => Assert.Equal(ScalarType.Float32, weight.dtype));

        static IEnumerable<ConvolutionLayer> Layers(nn.Module network) => network.modules().OfType<ConvolutionLayer>();
    }

    [Fact]
    public void Losses_that_are_read_later_are_the_same()
    {
        StepLosses[] each = Losses(1), later = Losses(4);
        Assert.Equal(each, later);

        static StepLosses[] Losses(int every)
        {
            using Trainer trainer = Trainer.Create(Samples.Options with { ReadLossesEvery = every }, Samples.Data());
            var losses = new List<StepLosses>();
            for (int i = 0; i < 8; i++)
            {
                trainer.RunStep();
                Assert.Equal(trainer.Step % every == 0, trainer.MustReadLosses);
                if (trainer.MustReadLosses) losses.AddRange(trainer.ReadLosses());
            }
            return [.. losses];
        }
    }

    [Fact]
    public void A_run_whose_losses_are_read_later_continues_as_if_it_had_not_been_stopped()
    {
        // The discriminator pauses from step 5 on, and not in step 4, although its losses were read for the checkpoint of step 3.
        TrainingOptions options = Samples.Options with { ReadLossesEvery = 4, MinDiscriminatorLoss = 100, DiscriminatorLossWindow = 2 };
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        Run(whole, options);
        Run(parts, options with { Steps = 3 });
        Run(parts, options with { Steps = 7 });
        Run(parts, options);
        string[] expected = Rows(whole);
        Assert.Equal(expected, Rows(parts));
        Assert.Equal(12, expected.Length);
        Assert.Equal([.. Enumerable.Repeat(false, 4), .. Enumerable.Repeat(true, 8)], expected.Select(row => row.Contains("paused", StringComparison.Ordinal)));

        static void Run(TemporaryFolder folder, TrainingOptions options)
        {
            using var run = new RunFolder(folder.Path);
            new TrainingLoop(options, Samples.Data(), Samples.Origin).Run(run);
        }

        // Without evaluations, which are made at the last step too, and without durations.
        static string[] Rows(TemporaryFolder folder)
        {
            string[] rows = File.ReadAllLines(folder.File("log.csv")), names = rows[0].Split(',');
            return [.. rows.Skip(1).Select(row => string.Join(',', row.Split(',').Where((_, i) => names[i] is "step" or "d1" or "d2" or "g" or "l1" or "note")))];
        }
    }

    private static ConvolutionLayer Layer(bool transposed, Action<ConvolutionLayer>? change = null)
    {
        var layer = new ConvolutionLayer("layer", 16, 16, transposed ? ConvolutionShape.Doubling : ConvolutionShape.Halving, bias: true);
        WeightInitializer.Initialize(layer, 1, RandomPurpose.GeneratorWeights);
        change?.Invoke(layer);
        return layer;
    }

    private static (Tensor Output, Tensor Gradient) Run(ConvolutionLayer layer)
    {
        using Generator random = new(1);
        Tensor output = layer.forward(randn([2, 16, 16, 16], generator: random));
        output.square().sum().backward();
        return (output.detach(), layer.Weight.grad!);
    }

    private static double Distance(Tensor expected, Tensor found) => ((expected - found).norm() / expected.norm()).item<float>();
}
