using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

[Collection(Libtorch.Name)]
public sealed class StateTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_file_is_in_torchsharps_own_format()
    {
        using var module = new Small();
        using var stream = new MemoryStream();
        module.save(stream);
        byte[] expected =
        [
            2, // entries
            5, .. "scale"u8, 6, 1, 2, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), // float32, one dimension of 2
            5, .. "count"u8, 4, 0, .. BitConverter.GetBytes(7L), // int64, no dimension
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Large_sizes_take_several_bytes()
    {
        using var module = InstanceNorm2d(300, affine: true);
        using var stream = new MemoryStream();
        module.save(stream);
        Assert.Equal([2, 6, .. "weight"u8, 6, 1, 0xac, 0x02], stream.ToArray().Take(12));
    }

    [Fact]
    public void A_module_goes_through_a_file_and_back()
    {
        string file = Path.GetTempFileName();
        try
        {
            using Module saved = Sequential(("conv", Conv2d(2, 3, 3L)), ("norm", BatchNorm2d(3)));
            using Module loaded = Sequential(("conv", Conv2d(2, 3, 3L)), ("norm", BatchNorm2d(3)));
            saved.save(file);
            var seen = new Dictionary<string, bool>();
            Assert.Same(loaded, loaded.load(file, loadedParameters: seen));
            Assert.Equal(saved.state_dict().Keys, seen.Keys);
            Assert.All(saved.state_dict(), pair => Assert.True(pair.Value.Equals(loaded.state_dict()[pair.Key])));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_of_another_module_is_refused()
    {
        using var stream = new MemoryStream();
        using (var saved = Conv2d(2, 3, 3L)) saved.save(stream);
        foreach (Module other in new Module[] { Conv2d(2, 3, 3L, bias: false), Conv2d(2, 4, 3L), Sequential(("conv", Conv2d(2, 3, 3L))) })
        {
            stream.Position = 0;
            using (other) Assert.ThrowsAny<Exception>(() => other.load(stream));
        }
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        using var module = Conv2d(2, 3, 3L);
        using var stream = new MemoryStream();
        module.save(stream);
        stream.SetLength(stream.Length - 4);
        stream.Position = 0;
        Assert.ThrowsAny<Exception>(() => module.load(stream));
        Assert.ThrowsAny<Exception>(() => module.load(new MemoryStream()));
        Assert.Throws<FileNotFoundException>(() => module.load("/nowhere/g.dat"));
    }

    [Fact]
    public void Entries_can_be_skipped()
    {
        using Conv2d saved = Conv2d(1, 1, 1L), loaded = Conv2d(1, 1, 1L);
        using var stream = new MemoryStream();
        saved.save(stream);
        stream.Position = 0;
        float before = loaded.bias!.item<float>();
        loaded.load(stream, skip: ["bias"]);
        Assert.Equal(saved.weight.item<float>(), loaded.weight.item<float>());
        Assert.Equal(before, loaded.bias.item<float>());
    }

    [Fact]
    public void A_state_can_be_copied_from_module_to_module()
    {
        using Conv2d source = Conv2d(1, 1, 1L), target = Conv2d(1, 1, 1L), bare = Conv2d(1, 1, 1L, bias: false);
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(source.weight.item<float>(), target.weight.item<float>());
        Assert.Throws<InvalidOperationException>(() => bare.load_state_dict(source.state_dict()));
        (missing, unexpected) = target.load_state_dict(bare.state_dict(), strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Empty(unexpected);
    }

    [Fact]
    public void Components_are_found_in_fields()
    {
        using var module = new Small();
        Assert.Equal(["scale"], module.named_parameters().Select(pair => pair.name));
        Assert.Equal(["count"], module.named_buffers().Select(pair => pair.name));
        Assert.Equal(["inner"], module.named_children().Select(pair => pair.name));
        Assert.Equal(["scale", "count"], module.state_dict().Keys);
        Assert.Equal(2, module.get_parameter("scale")!.numel());
        Assert.Null(module.get_parameter("none"));
    }

    [Fact]
    public void A_name_is_taken_once_and_holds_no_dot()
    {
        using var module = new Small();
        Assert.Throws<ArgumentException>(() => module.register_module("scale", ReLU()));
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", ReLU()));
    }

    [Fact]
    public void Training_and_evaluation_reach_every_module()
    {
        using var module = Sequential(("inner", Sequential(("drop", Dropout()))));
        Assert.True(module.training);
        module.eval();
        Assert.All(module.modules(), part => Assert.False(part.training));
        module.train();
        Assert.All(module.modules(), part => Assert.True(part.training));
    }

    [Fact]
    public void Modules_may_have_two_or_three_inputs()
    {
        using var two = new Two();
        using var three = new Three();
        Assert.Equal(3, two.forward(ones(1), ones(1) * 2).item<float>());
        Assert.Equal(6, three.call(ones(1), ones(1) * 2, ones(1) * 3).item<float>());
    }

    [Fact]
    public void A_module_keeps_its_tensors_when_it_changes_type()
    {
        using var module = BatchNorm2d(2);
        var weight = module.weight;
        using var adam = optim.Adam(module.parameters(), 0.1);
        Assert.Same(module, module.to(ScalarType.Float64));
        Assert.Same(weight, module.weight);
        Assert.Equal(ScalarType.Float64, weight.dtype);
        Assert.Equal(ScalarType.Float64, module.running_mean.dtype);
        Assert.Equal(ScalarType.Int64, module.num_batches_tracked.dtype);
        Assert.True(weight.requires_grad && weight.is_leaf);
        module.forward(ones([1, 2, 2, 2], ScalarType.Float64)).sum().backward();
        adam.step();
        module.zero_grad();
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Disposing_a_module_disposes_what_is_in_it()
    {
        var module = Sequential(("conv", Conv2d(1, 1, 1L)), ("norm", BatchNorm2d(1)));
        var tensors = module.state_dict().Values.ToList();
        module.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    private sealed class Small : Module<Tensor, Tensor>
    {
        private readonly Parameter scale = new(tensor(new float[] { 1.5f, -2 }));
        private readonly Tensor count = tensor(7L);
        private readonly Module<Tensor, Tensor> inner = ReLU();

        public Small() : base("small") => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.forward(input * scale + count);
    }

    private sealed class Two() : Module<Tensor, Tensor, Tensor>("two")
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2;
    }

    private sealed class Three() : Module<Tensor, Tensor, Tensor, Tensor>("three")
    {
        public override Tensor forward(Tensor input1, Tensor input2, Tensor input3) => input1 + input2 + input3;
    }
}
