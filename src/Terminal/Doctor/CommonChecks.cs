using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Pix2Pitch.Generation;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles.Classification;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Terminal.Doctor;

/// <summary>The checks of the machine and of what both programs use.</summary>
internal static class CommonChecks
{
    private const double Gibibyte = 1L << 30;
    private const double MinMemory = 2 * Gibibyte, MinDisk = 1 * Gibibyte;
    private const int ProbeSize = 16; // pixels

    /// <summary>All of them, in the order in which they are shown.</summary>
    /// <param name="program">The program, whose build decides the accelerator.</param>
    public static IEnumerable<(string Name, Func<Check> Check)> Of(Assembly program) =>
    [
        ("Pix2Pitch", () => Works("Pix2Pitch", $"{program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]} in {AppContext.BaseDirectory}")),
        (".NET", () => Works(".NET", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}")),
        ("processor", Processor),
        ("memory", Memory),
        ("current folder", () => Disk("current folder", Environment.CurrentDirectory)),
        ("temporary files", () => Disk("temporary files", Path.GetTempPath())),
        ("ONNX Runtime", OnnxRuntime),
        ("accelerator", () => OfAccelerator(AcceleratorOption.DefaultOf(program))),
        ("paintings", Paintings),
        ("style network", StyleNetwork),
    ];

    /// <summary>Makes a clip with a model.</summary>
    /// <param name="findModel">Finds the model file.</param>
    public static Check Music(Func<string> findModel)
    {
        string model = findModel();
        using var painting = new Image<Rgb24>(ProbeSize, ProbeSize, new Rgb24(200, 120, 60));
        using PaintingToMusic music = PaintingToMusic.Load(model);
        GeneratedMusic made = music.Generate(painting);
        return made.Samples.Any(sample => sample != 0)
            ? Works("music", $"{Path.GetFileName(model)} made {made.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s")
            : new Check("music", CheckState.Fails, $"{Path.GetFileName(model)} made silence.", "train or fetch the model again.");
    }

    private static Check Works(string name, string found) => new(name, CheckState.Works, found);

    private static Check Processor()
        => Works("processor", $"{Environment.ProcessorCount} cores, {Vector<float>.Count * 32} bit vectors");

    private static Check Memory()
    {
        double bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return bytes < MinMemory
            ? new Check("memory", CheckState.Note, $"{Gib(bytes)} for this program; 2 GiB are better", "close other programs, or raise the limit of the container.")
            : Works("memory", $"{Gib(bytes)} for this program");
    }

    private static Check Disk(string name, string folder)
    {
        string probe = Path.Combine(folder, $".pix2pitch-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check(name, CheckState.Fails, $"nothing can be written to '{folder}'", "go to another folder, or make room and change its rights.");
        }
        double free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free < MinDisk
            ? new Check(name, CheckState.Note, $"'{folder}' has {Gib(free)} free", "make room: a minute of music takes 2.6 MB, training data much more.")
            : Works(name, $"'{folder}' has {Gib(free)} free");
    }

    private static Check OnnxRuntime()
    {
        OrtEnv environment = OrtEnv.Instance();
        return Works("ONNX Runtime", $"{environment.GetVersionString()}, {string.Join(", ", environment.GetAvailableProviders())}");
    }

    private static Check OfAccelerator(Accelerator built)
    {
        if (built == Accelerator.Cpu) return Works("accelerator", "built for the CPU");
        CudaProvider.Require();
        return Works("accelerator", "built for CUDA, which can be used");
    }

    private static Check Paintings()
    {
        using var painting = new Image<Rgb24>(ProbeSize, ProbeSize, new Rgb24(255, 0, 0));
        float[] pixels = PaintingReader.Read(painting, new PaintingOptions { Size = ProbeSize });
        string version = $"ImageSharp {typeof(Image).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}, libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";
        return pixels[0] == 1 && pixels[^1] == -1 ? Works("paintings", version) : new Check("paintings", CheckState.Fails, $"{version} read a red picture as another colour.", "restore the packages again.");
    }

    private static Check StyleNetwork() => ImageNetwork.IsPresent(null)
        ? Works("style network", "styles can be judged from pictures")
        : new Check("style network", CheckState.Note, "the network that judges styles is not beside the program", "build again with the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18, or name the style with --style.");

    private static string Gib(double bytes) => $"{(bytes / Gibibyte).ToString("0.0", CultureInfo.InvariantCulture)} GiB";
}
