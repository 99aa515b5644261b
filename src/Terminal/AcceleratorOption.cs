using System.CommandLine;
using System.Reflection;

namespace Pix2Pitch.Terminal;

/// <summary>The option <c>--accelerator</c>; the same in both programs.</summary>
internal sealed class AcceleratorOption : Option<Accelerator?>
{
    private readonly Accelerator _default;

    /// <param name="program">The program, whose build (<c>-p:Accelerator</c>) decides the default.</param>
    public AcceleratorOption(Assembly program)
        : base("--accelerator")
    {
        _default = DefaultOf(program);
        HelpName = "cpu|cuda";
        // The default is no DefaultValueFactory: the help would show it a second time, as the name of an enum's member.
        Description = $"The device for the network. [default: {(_default == Accelerator.Cuda ? "cuda" : "cpu")}, as the program was built]";
        CompletionSources.Clear(); // the names of the enum's members
        CompletionSources.Add("cpu", "cuda");
        CustomParser = result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (text.Equals("cpu", StringComparison.OrdinalIgnoreCase)) return Accelerator.Cpu;
            if (text.Equals("cuda", StringComparison.OrdinalIgnoreCase)) return Accelerator.Cuda;
            result.AddError($"--accelerator must be cpu or cuda, not '{text}'.");
            return null;
        };
    }

    /// <summary>What a program was built for.</summary>
    public static Accelerator DefaultOf(Assembly program)
        => program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "Accelerator")?.Value == "cuda" ? Accelerator.Cuda : Accelerator.Cpu;

    /// <summary>The value on the command line, or the default.</summary>
    public Accelerator ValueIn(ParseResult parsed) => parsed.GetValue(this) ?? _default;
}
