using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Demo;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>demo</c>: paintings and music of the project's own making.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Folder that the set is written to; 'prepare' takes it." };
        var seed = new Option<int>("--seed") { Description = "Varies every picture and phrase.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Paints pictures in five manners and composes phrases in five idioms.") { folder, seed };
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(folder);
            using var signals = Signals.RequestStop();
            IReadOnlyList<string> files = Progress.Run(
                "Painting and composing", _ => DemoWriter.Write(path, result.GetValue(seed), cancellation: signals.Token), signals.Token);
            Console.WriteLine($"{path}: {files.Count} files and their manifests, paintings.csv and music.csv.");
            return ExitCode.Success;
        });
        return command;
    }
}
