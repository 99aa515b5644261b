using System.Reflection;

namespace Pix2Pitch.Tests;

/// <summary>
/// A program that is run inside the process of the tests, which saves the second that a new process takes to start and to compile the same code again.
/// It takes the console and the current folder for itself: only for tests that run alone.
/// </summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly Lock s_one = new();

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProgramRun Of(Assembly program, string folder, params string[] arguments)
    {
        lock (s_one)
        {
            (TextWriter output, TextWriter error, string current) = (Console.Out, Console.Error, Environment.CurrentDirectory);
            using StringWriter ownOutput = new(), ownError = new();
            try
            {
                Console.SetOut(ownOutput);
                Console.SetError(ownError);
                Environment.CurrentDirectory = folder;
                int exitCode = program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters().Length == 0 ? [] : [arguments]) as int? ?? 0;
                return new ProgramRun(exitCode, ownOutput.ToString(), ownError.ToString());
            }
            finally
            {
                Environment.CurrentDirectory = current;
                Console.SetOut(output);
                Console.SetError(error);
            }
        }
    }
}
