using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Demo;

// Writes the demo set: dotnet run --project tools/Demo -c Release -- data/demo
var folder = new Argument<string>("folder") { Description = "Folder to write the demo set to." };
var seed = new Option<int>("--seed") { Description = "Varies every painting and phrase.", DefaultValueFactory = _ => DemoWriter.DefaultSeed };
var command = new RootCommand("Paints the paintings and composes the music of the demo set.") { folder, seed };
command.SetAction(arguments =>
{
    DemoWriter.Write(arguments.GetRequiredValue(folder), arguments.GetValue(seed), written: Console.WriteLine);
    return ExitCode.Success;
});
return ProgramRunner.Run(command, args);
