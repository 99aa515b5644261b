using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>Errors, random numbers, the garbage collector.</summary>
[Collection(Libtorch.Name)]
public sealed class RuntimeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Errors_of_every_kind_of_call_come_through()
    {
        Assert.Contains("does not require grad", Assert.Throws<ExternalException>(() => ones(1).backward()).Message);
        Assert.Contains("implicitly created only for scalar outputs", Assert.Throws<ExternalException>(() => (ones(2, requires_grad: true) * 2).backward()).Message);
        Assert.Contains("a leaf Variable that requires grad", Assert.Throws<ExternalException>(() => ones(1, requires_grad: true).add_(1)).Message);
        Assert.Contains("Dimension out of range", Assert.Throws<ExternalException>(() => ones(2, 2).max(5)).Message);
        Assert.Contains("Only Tensors of floating point", Assert.Throws<ExternalException>(() => tensor(1L).requires_grad_()).Message);
        Assert.ThrowsAny<ExternalException>(() => cat([ones(2, 2), ones(3, 3)]));
        Assert.ThrowsAny<ExternalException>(() => zeros(-1));
        Assert.ThrowsAny<ExternalException>(() => random.set_rng_state(zeros(3)));
        using var second = (ones(2, requires_grad: true) * ones(2, requires_grad: true)).sum();
        second.backward();
        Assert.Contains("backward through the graph a second time", Assert.Throws<ExternalException>(() => second.backward()).Message);
    }

    [Fact]
    public void A_seed_makes_the_numbers_repeat()
    {
        torch.random.manual_seed(5);
        float[] first = randn(4).data<float>().ToArray(), second = rand(4).data<float>().ToArray();
        manual_seed(5);
        Assert.Equal(first, randn(4).data<float>().ToArray());
        Assert.Equal(second, rand(4).data<float>().ToArray());
        Assert.Equal(5, random.initial_seed());
    }

    [Fact]
    public void The_state_of_the_random_numbers_can_be_kept()
    {
        random.manual_seed(5);
        randn(3);
        using var state = random.get_rng_state();
        Assert.Equal(ScalarType.Byte, state.dtype);
        float[] next = randn(40).data<float>().ToArray();
        random.set_rng_state(state);
        Assert.Equal(next, randn(40).data<float>().ToArray());
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_default_one_alone()
    {
        random.manual_seed(5);
        float[] expected = randn(4).data<float>().ToArray();
        random.manual_seed(5);
        using Generator one = new(9), two = new(9);
        Assert.Equal(randn(4, generator: one).data<float>().ToArray(), randn(4, generator: two).data<float>().ToArray());
        Assert.Equal(expected, randn(4).data<float>().ToArray());
        one.manual_seed(9);
        Assert.Equal(9, one.initial_seed());
    }

    [Fact]
    public void Tensors_that_nobody_disposed_are_freed_with_their_objects()
    {
        using var outside = NewDisposeScope();
        var weak = Make();
        for (int i = 0; i < 10 && weak.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(weak.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Make() => new(ones(1000).DetachFromDisposeScope());
    }
}
