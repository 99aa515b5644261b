using System.CommandLine;
using System.Reflection;

namespace Pix2Pitch.Cli.Usage;

/// <summary>What the network runs on; the same option in both programs.</summary>
internal static class AcceleratorOption
{
    private const string Key = "Accelerator";

    /// <summary>What this program was built for (<c>-p:Accelerator</c>).</summary>
    public static Accelerator OfBuild { get; } = Of(typeof(AcceleratorOption).Assembly);

    public static Option<Accelerator> Create()
    {
        string ofBuild = Name(OfBuild);
        return new Option<Accelerator>("--accelerator")
        {
            HelpName = "cpu|cuda",
            Description = $"What the network runs on. [default: {ofBuild}, which this program was built for]",
            DefaultValueFactory = _ => OfBuild,
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                foreach (Accelerator accelerator in Enum.GetValues<Accelerator>())
                {
                    if (text.Equals(Name(accelerator), StringComparison.OrdinalIgnoreCase)) return accelerator;
                }
                result.AddError($"--accelerator has to be cpu or cuda, not '{text}'.");
                return OfBuild;
            },
        };
    }

    private static string Name(Accelerator accelerator) => accelerator.ToString().ToLowerInvariant();

    private static Accelerator Of(Assembly program)
    {
        string? value = program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == Key)?.Value;
        return value == Name(Accelerator.Cuda) ? Accelerator.Cuda : Accelerator.Cpu;
    }
}
