using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>Layers against their definitions, written out in C#.</summary>
[Collection(Libtorch.Name)]
public sealed class ReferenceTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(4, 2, 1, true)]
    [InlineData(4, 1, 1, false)]
    [InlineData(3, 1, 0, true)]
    public void A_convolution_is_its_definition(int kernel, int stride, int padding, bool bias)
    {
        const int cin = 3, cout = 5, size = 8;
        using var layer = Conv2d(cin, cout, kernel, stride, padding, bias: bias);
        double[] x = Arrays.Random(1, cin * size * size), w = layer.weight.Doubles(), b = layer.bias?.Doubles() ?? new double[cout];
        int side = (size + 2 * padding - kernel) / stride + 1;
        var expected = new double[cout * side * side];
        for (int o = 0; o < cout; o++)
            for (int r = 0; r < side; r++)
                for (int c = 0; c < side; c++)
                {
                    double sum = b[o];
                    for (int i = 0; i < cin; i++)
                        for (int u = 0; u < kernel; u++)
                            for (int v = 0; v < kernel; v++)
                            {
                                int row = r * stride + u - padding, column = c * stride + v - padding;
                                if (row >= 0 && row < size && column >= 0 && column < size)
                                    sum += x[(i * size + row) * size + column] * w[((o * cin + i) * kernel + u) * kernel + v];
                            }
                    expected[(o * side + r) * side + c] = sum;
                }
        var y = layer.forward(Arrays.Shaped(x, 1, cin, size, size).to_type(ScalarType.Float32));
        Assert.Equal([1L, cout, side, side], y.shape);
        Arrays.AssertClose(expected, y.Doubles(), 1e-5);
    }

    [Fact]
    public void A_transposed_convolution_is_its_definition()
    {
        const int cin = 4, cout = 3, size = 5, kernel = 4, stride = 2, padding = 1, side = 10;
        using var layer = ConvTranspose2d(cin, cout, 4L, 2L, 1L);
        double[] x = Arrays.Random(2, cin * size * size), w = layer.weight.Doubles(), b = layer.bias!.Doubles();
        var expected = new double[cout * side * side];
        for (int o = 0; o < cout; o++)
        {
            Array.Fill(expected, b[o], o * side * side, side * side);
            for (int i = 0; i < cin; i++)
                for (int r = 0; r < size; r++)
                    for (int c = 0; c < size; c++)
                        for (int u = 0; u < kernel; u++)
                            for (int v = 0; v < kernel; v++)
                            {
                                int row = r * stride + u - padding, column = c * stride + v - padding;
                                if (row >= 0 && row < side && column >= 0 && column < side)
                                    expected[(o * side + row) * side + column] += x[(i * size + r) * size + c] * w[((i * cout + o) * kernel + u) * kernel + v];
                            }
        }
        Arrays.AssertClose(expected, layer.forward(Arrays.Shaped(x, 1, cin, size, size).to_type(ScalarType.Float32)).Doubles(), 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Instance_normalisation_is_its_definition(bool affine)
    {
        const int batch = 2, channels = 3, area = 16;
        using var layer = InstanceNorm2d(channels, affine: affine);
        if (affine)
        {
            init.normal_(layer.weight, 1, 0.3);
            init.normal_(layer.bias, 0, 0.3);
        }
        Assert.Equal(affine ? 2 : 0, layer.parameters().Count());
        double[] x = Arrays.Random(3, batch * channels * area, 4), expected = new double[x.Length];
        for (int image = 0; image < batch * channels; image++)
        {
            var part = x.AsSpan(image * area, area).ToArray();
            double mean = part.Average(), variance = part.Average(value => (value - mean) * (value - mean));
            double weight = affine ? layer.weight.Doubles()[image % channels] : 1, bias = affine ? layer.bias.Doubles()[image % channels] : 0;
            for (int i = 0; i < area; i++) expected[image * area + i] = (part[i] - mean) / Math.Sqrt(variance + 1e-5) * weight + bias;
        }
        var input = Arrays.Shaped(x, batch, channels, 4, 4).to_type(ScalarType.Float32);
        Arrays.AssertClose(expected, layer.forward(input).Doubles(), 1e-5);
        layer.eval();
        Arrays.AssertClose(expected, layer.forward(input).Doubles(), 1e-5); // no statistics are kept
    }

    [Fact]
    public void Batch_normalisation_keeps_statistics_for_evaluation()
    {
        using var layer = BatchNorm2d(2, momentum: 0.25);
        double[] x = Arrays.Random(4, 2 * 2 * 9, 3);
        var input = Arrays.Shaped(x, 2, 2, 3, 3).to_type(ScalarType.Float32);
        layer.forward(input);
        Assert.Equal(1, layer.num_batches_tracked.item<long>());
        for (int channel = 0; channel < 2; channel++)
        {
            double[] part = [.. x.AsSpan(channel * 9, 9), .. x.AsSpan((2 + channel) * 9, 9)];
            double mean = part.Average(), variance = part.Sum(value => (value - mean) * (value - mean)) / (part.Length - 1);
            Assert.Equal(0.25 * mean, layer.running_mean.Doubles()[channel], 5);
            Assert.Equal(0.75 + 0.25 * variance, layer.running_var.Doubles()[channel], 5);
        }
        layer.eval();
        double[] m = layer.running_mean.Doubles(), v = layer.running_var.Doubles();
        double[] expected = x.Select((value, i) => (value - m[i / 9 % 2]) / Math.Sqrt(v[i / 9 % 2] + 1e-5)).ToArray();
        Arrays.AssertClose(expected, layer.forward(input).Doubles(), 1e-5);
        layer.reset_running_stats();
        Assert.Equal([0d, 0], layer.running_mean.Doubles());
    }

    [Fact]
    public void Losses_are_their_definitions()
    {
        double[] x = Arrays.Random(5, 12, 5), y = Arrays.Random(6, 12).Select(value => value > 0 ? 1.0 : 0.0).ToArray();
        Tensor input = Arrays.Shaped(x, 3, 4), target = Arrays.Shaped(y, 3, 4);
        double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
        double entropy = x.Zip(y, (a, b) => -(b * Math.Log(Sigmoid(a)) + (1 - b) * Math.Log(1 - Sigmoid(a)))).Average();
        Assert.Equal(entropy, BCEWithLogitsLoss().forward(input, target).item<double>(), 10);
        Assert.Equal(x.Zip(y, (a, b) => Math.Abs(a - b)).Average(), L1Loss().forward(input, target).item<double>(), 10);
        Assert.Equal(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum(), MSELoss(Reduction.Sum).forward(input, target).item<double>(), 10);
        Assert.Equal([3L, 4L], L1Loss(Reduction.None).forward(input, target).shape);
    }

    [Fact]
    public void Dropout_drops_in_training_only_and_keeps_the_mean()
    {
        random.manual_seed(1);
        using var layer = Dropout(0.5);
        var x = ones(1, 1, 100, 100);
        float[] dropped = layer.forward(x).data<float>().ToArray();
        Assert.All(dropped, value => Assert.True(value is 0 or 2));
        Assert.InRange(dropped.Average(), 0.95, 1.05);
        layer.eval();
        Assert.All(layer.forward(x).data<float>().ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Reflecting_padding_sees_the_mirror_image()
    {
        using var layer = Conv2d(1, 1, 3L, 1L, 1L, padding_mode: PaddingModes.Reflect, bias: false);
        init.zeros_(layer.weight);
        using (no_grad()) layer.weight[0, 0, 0, 0] = ones([]);
        var x = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }).view(1, 1, 3, 3);
        Assert.Equal([5f, 4, 5, 2, 1, 2, 5, 4, 5], layer.forward(x).data<float>().ToArray());
    }

    [Fact]
    public void Starting_values_lie_within_pytorchs_bounds()
    {
        using var layer = Conv2d(8, 4, 4L, 2L, 1L);
        double bound = 1 / Math.Sqrt(8 * 16);
        Assert.All(layer.weight.Doubles().Concat(layer.bias!.Doubles()), value => Assert.InRange(value, -bound, bound));
        Assert.InRange(layer.weight.std().item<float>(), 0.9 * bound / Math.Sqrt(3), 1.1 * bound / Math.Sqrt(3));
    }
}
