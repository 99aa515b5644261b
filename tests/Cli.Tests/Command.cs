using System.Reflection;

namespace Pix2Pitch.Cli.Tests;

/// <summary>The command <c>pix2pitch</c>, run inside the process of the tests. <see cref="CommandRun"/> runs it in a process of its own.</summary>
internal static class Command
{
    private static readonly Assembly s_program = Assembly.Load("pix2pitch");

    /// <summary>Runs the command in a folder.</summary>
    public static ProgramRun Run(string folder, params string[] arguments) => ProgramRun.Of(s_program, folder, arguments);
}
