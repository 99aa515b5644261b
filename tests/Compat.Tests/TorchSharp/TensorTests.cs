using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

[Collection(Libtorch.Name)]
public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_tensor_tells_its_shape_type_and_device()
    {
        var x = zeros(2, 3);
        Assert.Equal([2L, 3L], x.shape);
        Assert.Equal(6, x.numel());
        Assert.Equal(2, x.dim());
        Assert.Equal(3, x.size(-1));
        Assert.Equal(ScalarType.Float32, x.dtype);
        Assert.Equal(DeviceType.CPU, x.device.type);
        Assert.False(x.requires_grad);
        Assert.Equal("[2x3], type = Float32, device = cpu", x.ToString());
    }

    [Fact]
    public void Values_survive_the_way_in_and_out()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        var x = tensor(values).reshape(2, 3);
        Assert.Equal(values, x.data<float>().ToArray());
        Assert.Equal(6, x.data<float>()[1, 2]);
        var part = new float[4];
        x.data<float>().CopyTo(part, 1, 2);
        Assert.Equal([0, 3, 4, 5], part);
        Span<float> all = stackalloc float[6];
        x.data<float>().CopyTo(all);
        Assert.Equal(values, all.ToArray());
    }

    [Fact]
    public void Elements_come_in_row_major_order_whatever_the_strides()
    {
        var x = tensor(new float[] { 1, 2, 3, 4, 5, 6 }).reshape(2, 3).transpose(0, 1);
        Assert.False(x.is_contiguous());
        Assert.Equal([1f, 4, 2, 5, 3, 6], x.data<float>().ToArray());
        Assert.Equal(5, x.data<float>()[1, 1]);
        x.data<float>()[1, 1] = 50;
        Assert.Equal([1f, 4, 2, 50, 3, 6], x.contiguous().data<float>().ToArray());
        x.data<float>().CopyFrom([7f, 8], 0, 4);
        Assert.Equal([1f, 4, 2, 50, 7, 8], x.data<float>().ToArray());
    }

    [Fact]
    public void Operators_compute_what_they_say()
    {
        var x = tensor(new float[] { 1, 2, 4 });
        var y = tensor(new float[] { 2, 2, 8 });
        Assert.Equal([3f, 4, 12], (x + y).data<float>().ToArray());
        Assert.Equal([-1f, 0, -4], (x - y).data<float>().ToArray());
        Assert.Equal([2f, 4, 32], (x * y).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 0.5f], (x / y).data<float>().ToArray());
        Assert.Equal([1.5f, 2.5f, 4.5f], (x + 0.5).data<float>().ToArray());
        Assert.Equal([9f, 8, 6], (10 - x).data<float>().ToArray());
        Assert.Equal([4f, 2, 1], (4f / x).data<float>().ToArray());
        Assert.Equal([-1f, -2, -4], (-x).data<float>().ToArray());
        Assert.Equal([1f, 4, 16], x.pow(2).data<float>().ToArray());
        Assert.Equal([1f, 4, 16], x.square().data<float>().ToArray());
        Assert.Equal([false, true, false], (x == y).data<bool>().ToArray());
        Assert.Equal([true, true, false], (x < 3).data<bool>().ToArray());
        Assert.Equal([1f, 2, 3], x.clamp(max: 3).data<float>().ToArray());
        Assert.Equal([2f, 2, 3], x.clamp(2, 3).data<float>().ToArray());
        Assert.True(x.Equals(tensor(new float[] { 1, 2, 4 })));
    }

    [Fact]
    public void Operations_in_place_change_the_tensor_and_return_it()
    {
        var x = ones(3);
        Assert.Same(x, x.mul_(3));
        x.add_(tensor(new float[] { 1, 2, 3 }), 10).sub_(1);
        Assert.Equal([12f, 22, 32], x.data<float>().ToArray());
        x.copy_(zeros(3)).fill_(7).div_(2);
        Assert.Equal([3.5f, 3.5f, 3.5f], x.data<float>().ToArray());
        Assert.Equal([0f, 0, 0], x.zero_().data<float>().ToArray());
    }

    [Fact]
    public void Reductions_agree_with_sums_by_hand()
    {
        var x = tensor(new float[] { 1, -2, 3, 4, 5, -6 }).reshape(2, 3);
        Assert.Equal(5, x.sum().item<float>());
        Assert.Equal([5f, 3, -3], x.sum(0L).data<float>().ToArray());
        Assert.Equal([2f, 3], x.sum([1], keepdim: true).data<float>().ToArray());
        Assert.Equal(5f / 6, x.mean().item<float>(), 6);
        Assert.Equal([2L, 1L], x.mean([1], keepdim: true).shape);
        Assert.Equal(5, x.max().item<float>());
        Assert.Equal(-6, x.min().item<float>());
        var (values, indexes) = x.max(1);
        Assert.Equal([3f, 5], values.data<float>().ToArray());
        Assert.Equal([2L, 1], indexes.data<long>().ToArray());
        Assert.Equal(21, x.abs().sum().item<float>());
        Assert.Equal(Math.Sqrt(86.8333 / 5), x.std().item<float>(), 4);
        Assert.Equal(Math.Sqrt(86.8333 / 6), x.std(unbiased: false).item<float>(), 4);
        Assert.Equal(Math.Sqrt(91), x.norm().item<float>(), 5);
        Assert.Equal(5, x.sum(ScalarType.Float64).item<double>());
    }

    [Fact]
    public void Shapes_change_as_asked()
    {
        var x = tensor(Enumerable.Range(0, 24).Select(i => (float)i).ToArray()).view(2, 3, 4);
        Assert.Equal([24L], x.flatten().shape);
        Assert.Equal([2L, 12L], x.reshape(2, -1).shape);
        Assert.Equal([4L, 2L, 3L], x.permute(2, 0, 1).shape);
        Assert.Equal([2L, 1L, 3L, 4L], x.unsqueeze(1).shape);
        Assert.Equal([2L, 3L, 4L], x.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([3L, 4L], x.select(0, 1).shape);
        Assert.Equal([4f, 5, 6, 7, 8, 9, 10, 11], x.narrow(1, 1, 2).narrow(0, 0, 1).data<float>().ToArray());
        Assert.Equal([0f, 2], x.slice(2, 0, 4, 2).data<float>().ToArray().Take(2));
        Assert.Equal([5L, 2L, 3L, 4L], x.expand(5, 2, 3, 4).shape);
        Assert.Equal([4L, 3L, 4L], cat([x, x]).shape);
        Assert.Equal([2L, 2L, 3L, 4L], stack([x, x], 1).shape);
    }

    [Fact]
    public void An_index_is_a_view()
    {
        var x = tensor(Enumerable.Range(0, 24).Select(i => (float)i).ToArray()).view(2, 3, 4);
        Assert.Equal(23, x[1, 2, 3].item<float>());
        Assert.Equal([3L, 4L], x[0].shape);
        Assert.Equal([3f, 7, 11], x[0, TensorIndex.Ellipsis, 3].data<float>().ToArray());
        Assert.Equal([4f, 5], x[0, 1, ..2].data<float>().ToArray());
        Assert.Equal([4f, 6], x[0, 1, TensorIndex.Slice(0, 4, 2)].data<float>().ToArray());
        Assert.Equal([2L, 1L, 3L, 4L], x[TensorIndex.Colon, TensorIndex.None].shape);
        x[0, 0] = zeros(4);
        Assert.Equal([0f, 0, 0, 0, 4], x.data<float>().ToArray().Take(5));
    }

    [Fact]
    public void Products_of_matrices_agree_with_sums_by_hand()
    {
        var a = tensor(new float[] { 1, 2, 3, 4, 5, 6 }).view(2, 3);
        var b = tensor(new float[] { 1, 0, 2, 1, 0, 3 }).view(3, 2);
        Assert.Equal([5f, 11, 14, 23], a.matmul(b).data<float>().ToArray());
        Assert.Equal([14f, 32], a.mv(tensor(new float[] { 1, 2, 3 })).data<float>().ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], a.t().data<float>().ToArray());
    }

    [Fact]
    public void A_number_is_read_in_its_own_type_only()
    {
        var x = tensor(2.5);
        Assert.Equal(ScalarType.Float64, x.dtype);
        Assert.Equal(2.5, x.item<double>());
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ArgumentException>(() => x.data<float>());
        Assert.Equal(2.5f, x.ToSingle());
        Assert.Equal(2, (int)x);
        Assert.Throws<ArgumentException>(() => zeros(2).item<float>());
    }

    [Fact]
    public void An_accessor_outlives_its_tensor()
    {
        var accessor = tensor(new float[] { 1, 2 }).data<float>();
        _scope.DisposeEverything();
        Assert.Equal([1f, 2], accessor.ToArray());
    }

    [Fact]
    public void Data_of_the_wrong_length_is_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));
        Assert.Contains("has 6 elements, and 5 are given", thrown.Message);
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda", DeviceType.CUDA, 0)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    public void A_device_is_read_from_text(string text, DeviceType type, int index)
    {
        var read = device(text);
        Assert.Equal(type, read.type);
        Assert.Equal(index, read.index);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("1")]
    [InlineData("")]
    public void Text_that_is_no_device_is_refused(string text) => Assert.Throws<ArgumentException>(() => device(text));
}
