using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>What is the compat layer's own: its messages, its threads, what a user sees who has not set up.</summary>
[Collection(Libtorch.Name)]
public sealed partial class ShimTests : IDisposable
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
    public void A_disposed_tensor_says_how_it_may_have_come_about()
    {
        var x = ones(2);
        x.Dispose();
        Assert.Contains("by the DisposeScope that it was made in", Assert.Throws<ObjectDisposedException>(() => x + 1).Message);
        Assert.Equal("a disposed tensor", x.ToString());
    }

    [Theory]
    [InlineData(-1, 0.9, "Invalid lr: -1")]
    [InlineData(0.1, 1.5, "Invalid beta1: 1.5")]
    public void Settings_of_adam_out_of_range_are_named(double lr, double beta1, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => optim.Adam([new global::TorchSharp.Modules.Parameter(ones(1))], lr, beta1)).Message);

    [Fact]
    public void A_file_of_another_module_is_refused_with_the_difference()
    {
        using var stream = new MemoryStream();
        using (var saved = nn.Conv2d(2, 3, 3L)) saved.save(stream);
        string Refusal(nn.Module module)
        {
            stream.Position = 0;
            using (module) return Assert.Throws<ArgumentException>(() => module.load(stream)).Message;
        }
        Assert.Contains("expected 1, but found 2 entries", Refusal(nn.Conv2d(2, 3, 3L, bias: false)));
        Assert.Contains("[3, 2, 3, 3] is stored and [4, 2, 3, 3] expected", Refusal(nn.Conv2d(2, 4, 3L)));
        Assert.Contains("named 'weight'", Refusal(nn.Sequential(("conv", nn.Conv2d(2, 3, 3L)))));
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
