using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>Gradients against central differences, in double precision.</summary>
[Collection(Libtorch.Name)]
public sealed class GradientTests
{
    [Fact]
    public void Of_a_convolution() => Check(x => F.conv2d(x[0], x[1], x[2], [2, 2], [1, 1]), [1, 2, 6, 6], [3, 2, 4, 4], [3]);

    [Fact]
    public void Of_a_transposed_convolution() => Check(x => F.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1]), [1, 3, 3, 3], [3, 2, 4, 4], [2]);

    [Fact]
    public void Of_instance_normalisation() => Check(x => F.instance_norm(x[0], weight: x[1], bias: x[2]), [2, 3, 4, 4], [3], [3]);

    [Fact]
    public void Of_instance_normalisation_without_parameters() => Check(x => F.instance_norm(x[0]), [1, 2, 4, 4]);

    [Fact]
    public void Of_batch_normalisation() => Check(x => F.batch_norm(x[0], null, null, x[1], x[2], training: true), [2, 3, 4, 4], [3], [3]);

    [Fact]
    public void Of_activations() => Check(x => F.leaky_relu(x[0], 0.2).mul(x[0].tanh()) + x[0].sigmoid() * F.relu(x[0]), [3, 5]);

    [Fact]
    public void Of_arithmetic() => Check(x => (x[0] * 2.5 - x[1] / 3) * x[0] + (-x[1]).pow(3) + (1 - x[0]) / (x[1].square() + 2) + x[0].abs(), [4, 3], [4, 3]);

    [Fact]
    public void Of_products_and_shapes() =>
        Check(x => cat([x[0].matmul(x[1]).reshape(2, 2), x[1].narrow(0, 0, 2)], 1).unsqueeze(0).expand(3, 2, 4) * x[2], [2, 3], [3, 2], [3, 2, 4]);

    [Fact]
    public void Of_reductions() => Check(x => x[0].mean([1], true) * x[0].std([1], false, true) + x[0].sum(1).unsqueeze(1), [3, 5]);

    [Fact]
    public void Of_padding_and_resizing() =>
        Check(x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false) + F.interpolate(x[0], [8, 8]), [1, 2, 4, 4]);

    [Theory]
    [InlineData(nn.Reduction.Mean)]
    [InlineData(nn.Reduction.Sum)]
    [InlineData(nn.Reduction.None)]
    public void Of_losses(nn.Reduction reduction)
    {
        Check(x => F.binary_cross_entropy_with_logits(x[0], x[1].sigmoid(), reduction: reduction), [3, 4], [3, 4]);
        Check(x => F.l1_loss(x[0], x[1], reduction), [3, 4], [3, 4]);
        Check(x => F.mse_loss(x[0], x[1], reduction), [3, 4], [3, 4]);
    }

    [Fact]
    public void Gradients_add_up_until_they_are_forgotten()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        (x * 3).sum().backward();
        (x * 4).sum().backward();
        Assert.Equal([7f, 7], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Detach_and_no_grad_cut_the_graph()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Assert.False((x * 2).detach().requires_grad);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (set_grad_enabled(true)) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_gradient_can_be_given_and_the_graph_kept()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        var y = x * x;
        y.backward([tensor(new float[] { 1, 2, 3 })], retain_graph: true);
        y.backward([ones(3)]);
        Assert.Equal([4f, 6, 8], x.grad!.data<float>().ToArray());
    }

    private static void Check(Func<Tensor[], Tensor> function, params long[][] shapes)
    {
        const double step = 1e-6;
        using var scope = NewDisposeScope();
        double[][] points = shapes.Select((shape, i) => Arrays.Random(17 + i, (int)shape.Aggregate((a, b) => a * b))).ToArray();
        Tensor[] inputs = points.Select((point, i) => Arrays.Shaped(point, shapes[i]).requires_grad_()).ToArray();
        var output = function(inputs);
        double[] weights = Arrays.Random(99, (int)output.numel()); // a direction, so that all outputs count
        (output * Arrays.Shaped(weights, output.shape)).sum().backward();

        double Value()
        {
            using var inner = NewDisposeScope();
            using var mode = no_grad();
            return function(points.Select((point, i) => Arrays.Shaped(point, shapes[i])).ToArray()).Doubles().Zip(weights, (a, b) => a * b).Sum();
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            var expected = new double[points[i].Length];
            for (int j = 0; j < expected.Length; j++)
            {
                double here = points[i][j];
                points[i][j] = here + step;
                double above = Value();
                points[i][j] = here - step;
                double below = Value();
                points[i][j] = here;
                expected[j] = (above - below) / (2 * step);
            }
            Arrays.AssertClose(expected, inputs[i].grad!.Doubles(), 2e-6);
        }
    }
}
