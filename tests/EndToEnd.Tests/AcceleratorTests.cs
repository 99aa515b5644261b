namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Which native packages the programs reference, as MSBuild evaluates their project files.</summary>
public sealed class AcceleratorTests(PackageReferences packages) : IClassFixture<PackageReferences>
{
    private static string Platform => OperatingSystem.IsWindows() ? "Windows" : "Linux";

    [Theory]
    [InlineData("src/Cli/Pix2Pitch.Cli.csproj")]
    [InlineData("src/Training/Pix2Pitch.Training.csproj")]
    public void For_the_CPU_a_program_references_the_small_package_of_ONNX_Runtime(string project)
    {
        string[] names = packages.Of(project, "cpu");
        Assert.Contains("Microsoft.ML.OnnxRuntime", names);
        Assert.DoesNotContain(names, name => name.Contains(".Gpu", StringComparison.Ordinal) || name.Contains("cuda", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/Cli/Pix2Pitch.Cli.csproj")]
    [InlineData("src/Training/Pix2Pitch.Training.csproj")]
    public void For_CUDA_a_program_references_the_GPU_package_of_ONNX_Runtime(string project)
    {
        string[] names = packages.Of(project, "cuda");
        Assert.Contains($"Microsoft.ML.OnnxRuntime.Gpu.{Platform}", names);
        Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", names);
    }

    [Fact]
    public void For_CUDA_the_trainer_references_libtorch_for_CUDA()
    {
        string[] names = packages.Of("src/Training/Pix2Pitch.Training.csproj", "cuda");
        Assert.Contains($"TorchSharp-cuda-{Platform.ToLowerInvariant()}", names);
        Assert.DoesNotContain(names, name => name.StartsWith("libtorch-cpu", StringComparison.Ordinal));
    }

    [Fact]
    public void For_the_CPU_the_trainer_references_libtorch_of_this_platform_alone()
    {
        string[] names = packages.Of("src/Training/Pix2Pitch.Training.csproj", "cpu");
        Assert.Single(names, name => name.StartsWith("libtorch-cpu-", StringComparison.Ordinal));
        Assert.DoesNotContain("TorchSharp-cpu", names);
    }

    [Fact]
    public void Without_a_choice_CUDA_is_taken_where_an_NVIDIA_driver_is()
    {
        bool hasDriver = OperatingSystem.IsLinux()
            ? File.Exists("/proc/driver/nvidia/version") || File.Exists("/dev/nvidiactl") || File.Exists("/usr/lib/wsl/lib/libcuda.so.1")
            : OperatingSystem.IsWindows() && File.Exists(Path.Combine(Environment.SystemDirectory, "nvcuda.dll"));
        Assert.Equal(hasDriver, packages.Of("src/Cli/Pix2Pitch.Cli.csproj", "").Contains($"Microsoft.ML.OnnxRuntime.Gpu.{Platform}"));
    }

    [Fact]
    public void The_library_references_managed_packages_only()
        => Assert.DoesNotContain(packages.Of("src/Transforms/Pix2Pitch.Transforms.csproj", "cuda"),
            name => name == "Microsoft.ML.OnnxRuntime" || name.Contains(".Gpu", StringComparison.Ordinal) || name.Contains(".Native", StringComparison.Ordinal));

    [Fact]
    public void Another_accelerator_is_refused_by_name()
    {
        CommandRun run = CommandRun.Start(
            TestData.RepositoryRoot, null, "dotnet", "msbuild", "src/Cli/Pix2Pitch.Cli.csproj", "-nologo", "-t:CheckAccelerator", "-p:Accelerator=tpu");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Accelerator is 'tpu': it must be cpu or cuda.", run.Output);
    }
}
