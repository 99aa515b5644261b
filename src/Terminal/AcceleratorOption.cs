using System.CommandLine;
using System.Reflection;

namespace Pix2Pitch.Terminal;

/// <summary>The option <c>--accelerator</c>; the same in both programs.</summary>
internal static class AcceleratorOption
{
    /// <param name="program">The program, whose build (<c>-p:Accelerator</c>) decides the default.</param>
    public static Option<Accelerator> Create(Assembly program)
    {
        string? built = program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "Accelerator")?.Value;
        Accelerator standard = built == "cuda" ? Accelerator.Cuda : Accelerator.Cpu;
        return new Option<Accelerator>("--accelerator")
        {
            HelpName = "cpu|cuda",
            Description = "What the network runs on; by default, what the program was built for.",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (text.Equals("cpu", StringComparison.OrdinalIgnoreCase)) return Accelerator.Cpu;
                if (text.Equals("cuda", StringComparison.OrdinalIgnoreCase)) return Accelerator.Cuda;
                result.AddError($"--accelerator must be cpu or cuda, not '{text}'.");
                return standard;
            },
        };
    }
}
