using System.Reflection;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary>The trainer, run inside the process of the tests. <see cref="TrainingProcess"/> runs it in a process of its own.</summary>
internal static class Command
{
    private static readonly Assembly s_program = Assembly.Load("Pix2Pitch.Training");

    /// <summary>Runs the trainer.</summary>
    public static ProgramRun Run(params string[] arguments) => ProgramRun.Of(s_program, Path.GetTempPath(), arguments);
}
