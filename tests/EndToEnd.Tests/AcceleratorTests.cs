using System.Collections.Concurrent;
using System.Text.Json;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Which native packages the programs reference, as MSBuild evaluates their project files.</summary>
public class AcceleratorTests
{
    // Each project and accelerator is evaluated once.
    private static readonly ConcurrentDictionary<(string Project, string Properties), string[]> s_packages = new();

    private static string Platform => OperatingSystem.IsWindows() ? "Windows" : "Linux";

    [Theory]
    [InlineData("src/Cli/Pix2Pitch.Cli.csproj")]
    [InlineData("src/Training/Pix2Pitch.Training.csproj")]
    public void For_the_CPU_a_program_references_the_small_package_of_ONNX_Runtime(string project)
    {
        string[] packages = Packages(project, "-p:Accelerator=cpu");
        Assert.Contains("Microsoft.ML.OnnxRuntime", packages);
        Assert.DoesNotContain(packages, name => name.Contains(".Gpu", StringComparison.Ordinal) || name.Contains("cuda", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/Cli/Pix2Pitch.Cli.csproj")]
    [InlineData("src/Training/Pix2Pitch.Training.csproj")]
    public void For_CUDA_a_program_references_the_GPU_package_of_ONNX_Runtime(string project)
    {
        string[] packages = Packages(project, "-p:Accelerator=cuda");
        Assert.Contains($"Microsoft.ML.OnnxRuntime.Gpu.{Platform}", packages);
        Assert.DoesNotContain("Microsoft.ML.OnnxRuntime", packages);
    }

    [Fact]
    public void For_CUDA_the_trainer_references_libtorch_for_CUDA()
    {
        string[] packages = Packages("src/Training/Pix2Pitch.Training.csproj", "-p:Accelerator=cuda");
        Assert.Contains($"TorchSharp-cuda-{Platform.ToLowerInvariant()}", packages);
        Assert.DoesNotContain(packages, name => name.StartsWith("libtorch-cpu", StringComparison.Ordinal));
    }

    [Fact]
    public void For_the_CPU_the_trainer_references_libtorch_of_this_platform_alone()
    {
        string[] packages = Packages("src/Training/Pix2Pitch.Training.csproj", "-p:Accelerator=cpu");
        Assert.Single(packages, name => name.StartsWith("libtorch-cpu-", StringComparison.Ordinal));
        Assert.DoesNotContain("TorchSharp-cpu", packages);
    }

    [Fact]
    public void Without_a_choice_CUDA_is_taken_where_an_NVIDIA_driver_is()
    {
        bool hasDriver = OperatingSystem.IsLinux()
            ? File.Exists("/proc/driver/nvidia/version") || File.Exists("/dev/nvidiactl") || File.Exists("/usr/lib/wsl/lib/libcuda.so.1")
            : OperatingSystem.IsWindows() && File.Exists(Path.Combine(Environment.SystemDirectory, "nvcuda.dll"));
        Assert.Equal(hasDriver, Packages("src/Cli/Pix2Pitch.Cli.csproj").Contains($"Microsoft.ML.OnnxRuntime.Gpu.{Platform}"));
    }

    [Fact]
    public void The_library_references_managed_packages_only()
        => Assert.DoesNotContain(Packages("src/Transforms/Pix2Pitch.Transforms.csproj", "-p:Accelerator=cuda"),
            name => name == "Microsoft.ML.OnnxRuntime" || name.Contains(".Gpu", StringComparison.Ordinal) || name.Contains(".Native", StringComparison.Ordinal));

    [Fact]
    public void Another_accelerator_is_refused_by_name()
    {
        CommandRun run = MSBuild("src/Cli/Pix2Pitch.Cli.csproj", "-t:CheckAccelerator", "-p:Accelerator=tpu");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Accelerator is 'tpu': it has to be cpu or cuda.", run.Output);
    }

    private static string[] Packages(string project, params string[] properties) => s_packages.GetOrAdd((project, string.Join(' ', properties)), _ => Evaluate(project, properties));

    private static string[] Evaluate(string project, string[] properties)
    {
        CommandRun run = MSBuild(project, ["-getItem:PackageReference", .. properties]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        using JsonDocument items = JsonDocument.Parse(run.Output);
        return [.. items.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }

    private static CommandRun MSBuild(string project, params string[] arguments)
        => CommandRun.Start(TestData.RepositoryRoot, null, "dotnet", ["msbuild", project, "-nologo", .. arguments]);
}
