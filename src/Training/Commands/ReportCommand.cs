using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>report</c>: writes the report of a run again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "The run's folder." };
        var command = new Command("report", "Writes the report of a run, which 'train' has written, again.") { run };
        command.SetAction(result =>
        {
            using var signals = Signals.EndAtOnce();
            string page = "";
            signals.Finish(() => page = RunReportBuilder.Write(result.GetRequiredValue(run)));
            Console.WriteLine($"Report: {page}");
            return ExitCode.Success;
        });
        return command;
    }
}
