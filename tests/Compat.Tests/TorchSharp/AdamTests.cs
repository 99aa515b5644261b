using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

[Collection(Libtorch.Name)]
public sealed class AdamTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(7, 0, false, false, ScalarType.Float32)]
    [InlineData(7, 0.1, false, false, ScalarType.Float32)]
    [InlineData(7, 0, true, false, ScalarType.Float32)]
    [InlineData(7, 0.1, true, true, ScalarType.Float32)]
    [InlineData(50_001, 0, false, false, ScalarType.Float32)] // several chunks, the last one short
    [InlineData(7, 0.1, true, true, ScalarType.Float64)]
    public void Ten_steps_are_those_of_the_paper(int count, double decay, bool amsgrad, bool maximize, ScalarType type)
    {
        const double lr = 2e-2, beta1 = 0.5, beta2 = 0.999, eps = 1e-8;
        double[] p = Arrays.Random(1, count);
        using var parameter = new Parameter(tensor(p).to_type(type));
        using var adam = optim.Adam([parameter], lr, beta1, beta2, eps, decay, amsgrad, maximize);
        double[] m = new double[count], v = new double[count], largest = new double[count];
        for (int step = 1; step <= 10; step++)
        {
            double[] target = Arrays.Random(100 + step, count, 3);
            adam.zero_grad();
            ((parameter - tensor(target).to_type(type)).square().sum() * 0.5).backward();
            adam.step();
            for (int i = 0; i < count; i++)
            {
                double g = p[i] - target[i];
                if (maximize) g = -g;
                g += decay * p[i];
                m[i] = beta1 * m[i] + (1 - beta1) * g;
                v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                largest[i] = Math.Max(largest[i], v[i]);
                double root = Math.Sqrt((amsgrad ? largest[i] : v[i]) / (1 - Math.Pow(beta2, step)));
                p[i] -= lr * (m[i] / (1 - Math.Pow(beta1, step))) / (root + eps);
            }
        }
        Arrays.AssertClose(p, parameter.Doubles(), type == ScalarType.Float64 ? 1e-12 : 5e-6);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_as_it_is()
    {
        using Parameter used = new(ones(3)), unused = new(ones(3));
        using var adam = optim.Adam([used, unused], 0.1);
        used.sum().backward();
        adam.step();
        Assert.Equal([1f, 1, 1], unused.data<float>().ToArray());
        Arrays.AssertClose([0.9, 0.9, 0.9], used.Doubles(), 1e-6);
    }

    [Fact]
    public void The_learning_rate_can_be_changed_on_the_way()
    {
        using var parameter = new Parameter(ones(1));
        using var adam = optim.Adam([parameter], 0.1);
        foreach (var group in adam.ParamGroups) group.LearningRate *= 0.5;
        parameter.sum().backward();
        adam.step();
        Assert.Equal(0.95, parameter.item<float>(), 6);
        Assert.Equal(0.1, adam.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void Groups_have_settings_of_their_own()
    {
        using Parameter slow = new(ones(1)), fast = new(ones(1));
        using var adam = optim.Adam([new Adam.ParamGroup([slow], lr: 0.01), new Adam.ParamGroup([fast], lr: 0.1)]);
        (slow + fast).sum().backward();
        adam.step();
        Assert.Equal(0.99, slow.item<float>(), 6);
        Assert.Equal(0.9, fast.item<float>(), 6);
        adam.zero_grad();
        Assert.Null(slow.grad);
    }

    [Fact]
    public void A_saved_state_goes_on_as_if_never_stopped()
    {
        using Parameter one = new(ones(5)), two = new(ones(5));
        using Adam first = optim.Adam([one], 0.1, 0.5), second = optim.Adam([two], 0.3);
        void Step(Parameter parameter, Adam adam, int seed)
        {
            adam.zero_grad();
            (parameter * Arrays.Shaped(Arrays.Random(seed, 5), 5).to_type(ScalarType.Float32)).sum().backward();
            adam.step();
        }
        for (int i = 0; i < 3; i++) Step(one, first, i);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) first.save_state_dict(writer);
        stream.Position = 0;
        using (var reader = new BinaryReader(stream)) second.load_state_dict(reader);
        using (no_grad()) two.copy_(one);
        Assert.Equal(0.1, second.ParamGroups.Single().LearningRate);
        for (int i = 3; i < 6; i++)
        {
            Step(one, first, i);
            Step(two, second, i);
        }
        Assert.Equal(one.data<float>().ToArray(), two.data<float>().ToArray());
    }

    [Fact]
    public void A_state_of_other_parameters_is_refused()
    {
        using Parameter one = new(ones(5)), two = new(ones(6));
        using Adam first = optim.Adam([one]), second = optim.Adam([two]);
        string file = Path.GetTempFileName();
        try
        {
            first.save_state_dict(file);
            Assert.ThrowsAny<Exception>(() => second.load_state_dict(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_optimizers_state_outlives_the_scope_of_a_step()
    {
        using var parameter = new Parameter(ones(2));
        Adam adam;
        using (NewDisposeScope()) adam = optim.Adam([parameter], 0.1);
        for (int i = 0; i < 3; i++)
        {
            using var step = NewDisposeScope();
            adam.zero_grad();
            parameter.square().sum().backward();
            adam.step();
        }
        Assert.True(parameter.data<float>()[0] < 1);
        adam.Dispose();
    }

    [Fact]
    public void A_backward_pass_over_changed_parameters_is_refused()
    {
        using var parameter = new Parameter(ones(2));
        using var adam = optim.Adam([parameter], 0.1);
        var loss = parameter.square().sum();
        loss.backward(retain_graph: true);
        adam.step();
        var thrown = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => loss.backward());
        Assert.Contains("modified by an inplace operation", thrown.Message);
    }
}
