using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

[Collection(Libtorch.Name)]
public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside, kept;
        using (var outer = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                inside = ones(2) + 1;
                kept = (ones(2) * 3).MoveToOuterDisposeScope();
                Assert.Equal(4, scope.DisposablesCount + 1); // ones, ones + 1, ones; the kept one is in the outer scope
                Assert.True(outer.Contains(kept));
            }
            Assert.True(inside.IsInvalid);
            Assert.Equal(3, kept[0].item<float>());
        }
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_outlives_all_scopes()
    {
        Tensor kept;
        using (NewDisposeScope())
        using (var scope = NewDisposeScope())
            kept = scope.Detach(ones(2));
        Assert.Equal(2, kept.sum().item<float>());
        kept.Dispose();
    }

    [Fact]
    public void Moved_out_of_the_outermost_scope_a_tensor_is_its_owners()
    {
        Tensor kept;
        using (var scope = NewDisposeScope()) kept = scope.MoveToOuter(ones(2));
        Assert.Equal(2, kept.sum().item<float>());
        kept.Dispose();
    }

    [Fact]
    public void Everything_but_some_can_be_disposed_early()
    {
        using var scope = NewDisposeScope();
        Tensor first = ones(1), second = ones(1);
        scope.DisposeEverythingBut(second);
        Assert.True(first.IsInvalid);
        Assert.Equal(1, second.item<float>());
        scope.DisposeEverything();
        Assert.True(second.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);
        x.Dispose();
        x.Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Parameters_and_buffers_are_not_the_scopes()
    {
        nn.Module module;
        using (NewDisposeScope()) module = BatchNorm2d(3);
        using (module)
        {
            Assert.Equal(3, ((global::TorchSharp.Modules.BatchNorm2d)module).weight.sum().item<float>());
            Assert.All(module.buffers(), buffer => Assert.False(buffer.IsInvalid));
        }
    }

    [Fact]
    public void Scopes_closed_out_of_order_still_dispose_their_own()
    {
        var outer = NewDisposeScope();
        var first = ones(1);
        var inner = NewDisposeScope();
        var second = ones(1);
        outer.Dispose();
        Assert.True(first.IsInvalid);
        Assert.False(second.IsInvalid);
        inner.Dispose();
        Assert.True(second.IsInvalid);
        using var later = ones(1);
        Assert.False(later.IsInvalid);
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = ones(2);
        x.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => x.shape);
        Assert.ThrowsAny<InvalidOperationException>(() => x + 1);
        Assert.ThrowsAny<InvalidOperationException>(() => cat([x, x]));
        Assert.ThrowsAny<InvalidOperationException>(() => x.backward());
        Assert.ThrowsAny<InvalidOperationException>(() => x.data<float>());
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        var data = ones(2);
        using var parameter = Parameter(data);
        Assert.True(parameter.requires_grad);
        Assert.True(data.IsInvalid);
        Assert.Equal(2, parameter.sum().item<float>());
    }
}
