using System.CommandLine;
using Pix2Pitch.Terminal.Doctor;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch doctor</c>: tries what music needs, and says what to do about what does not work.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model") { HelpName = "file.onnx", Description = "The model file to try. [default: the first of data/models/*.onnx]" };
        var command = new Command("doctor", "Tries everything that is needed to make music: libraries, GPU, model, disk, memory. Says what works, what does not, and what to do.") { model };
        command.SetAction(parsed =>
        {
            string? named = parsed.GetValue(model);
            return DoctorReport.Run([.. CommonChecks.Of(typeof(DoctorCommand).Assembly), ("music", () => CommonChecks.Music(() => named ?? ModelLocator.Find()))], Console.Out);
        });
        return command;
    }
}
