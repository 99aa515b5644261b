using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>Errors, threads, random numbers, and what a user sees who has not set up.</summary>
[Collection(Libtorch.Name)]
public sealed partial class RuntimeTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void An_error_of_libtorchs_is_an_exception_with_its_first_line()
    {
        Assert.Equal("The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
            Assert.Throws<ExternalException>(() => ones(2) + ones(3)).Message);
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
            Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3))).Message);
        Assert.Contains("shape '[5]' is invalid for input of size 6", Assert.Throws<ExternalException>(() => ones(6).reshape(5)).Message);
    }

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
    public void Layers_say_what_they_were_given()
    {
        Assert.Contains("got 2D", Assert.Throws<ArgumentException>(() => nn.Conv2d(1, 1, 3L).forward(ones(2, 2))).Message);
        Assert.Contains("expected 4D input, but got 3D", Assert.Throws<ArgumentException>(() => nn.BatchNorm2d(1).forward(ones(1, 2, 2))).Message);
        Assert.Contains("to match num_features (3), but got: 2", Assert.Throws<ArgumentException>(() => nn.InstanceNorm2d(3).forward(ones(1, 2, 4, 4))).Message);
        Assert.Contains("to have 3 channels, but got 2 channels", Assert.Throws<ExternalException>(() => nn.Conv2d(3, 1, 3L).forward(ones(1, 2, 8, 8))).Message);
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        if (cuda.is_available()) return;
        Assert.Equal(0, cuda.device_count());
        Assert.Contains("./setup.sh", Assert.Throws<InvalidOperationException>(() => zeros([1], device: CUDA)).Message);
        Assert.Throws<InvalidOperationException>(() => ones(1).to("cuda:0"));
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
    public void All_cores_compute_and_idle_threads_sleep()
    {
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null) Assert.Equal(Environment.ProcessorCount, get_num_threads());
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
            Assert.Equal("passive", Marshal.PtrToStringUTF8(getenv("OMP_WAIT_POLICY")));
        int before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.ThrowsAny<ExternalException>(() => set_num_threads(0));
    }

    [Fact]
    public void Without_the_shim_the_exception_names_the_mend()
    {
        string message = MessageOfALoad(File.Delete);
        Assert.Contains("libtorchshim.so' is missing: run ./setup.sh", message);
    }

    [Fact]
    public void With_a_shim_that_cannot_be_loaded_the_exception_names_the_mend()
    {
        string message = MessageOfALoad(file => File.WriteAllText(file, "no library"));
        Assert.Contains("could not be loaded, most likely because libtorch is missing: run ./setup.sh", message);
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

    // The assembly once more, from a folder of its own.
    private static string MessageOfALoad(Action<string> spoil)
    {
        string folder = Directory.CreateTempSubdirectory("torch").FullName;
        try
        {
            string copy = Path.Combine(folder, "TorchSharp.dll");
            File.Copy(typeof(Tensor).Assembly.Location, copy);
            string shim = Path.Combine(folder, "libtorchshim.so");
            File.WriteAllText(shim, "");
            spoil(shim);
            var context = new AssemblyLoadContext("spoilt", isCollectible: true);
            try
            {
                var method = context.LoadFromAssemblyPath(copy).GetType("TorchSharp.torch")!.GetMethod("get_num_threads")!;
                Exception? thrown = Assert.ThrowsAny<Exception>(() => method.Invoke(null, null));
                while (thrown is not null and not DllNotFoundException) thrown = thrown.InnerException;
                return Assert.IsType<DllNotFoundException>(thrown).Message;
            }
            finally
            {
                context.Unload();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint getenv(string name);
}
