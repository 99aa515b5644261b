using System.CommandLine;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Terminal;

return ProgramRunner.Run(new RootCommand("Turns paintings into music.")
{
    GenerateCommand.Create(), PaintCommand.Create(), InvertCommand.Create(), CollectionCommand.Create(), ServeCommand.Create(), DescribeCommand.Create(), DoctorCommand.Create(), CompletionCommand.Create(),
}, args);
