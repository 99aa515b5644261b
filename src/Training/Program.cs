using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Commands;

return ProgramRunner.Run(
    new RootCommand("Prepares data, trains the Pix2Pix network and exports it to ONNX.")
    {
        PrepareCommand.Create(), TrainCommand.Create(), ReportCommand.Create(), ExportCommand.Create(), EvaluateCommand.Create(), ExperimentsCommand.Create(), TrainClassifierCommand.Create(), DoctorCommand.Create(),
    },
    args);
