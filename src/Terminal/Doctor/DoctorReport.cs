namespace Pix2Pitch.Terminal.Doctor;

/// <summary>Runs checks and writes what they find, one line each.</summary>
internal static class DoctorReport
{
    /// <summary>Runs the checks. One that throws has failed with the sentence of its error.</summary>
    /// <param name="checks">The name of each check and what finds it out.</param>
    /// <param name="output">Receives the lines.</param>
    /// <returns><see cref="ExitCode.Failure"/> if a check failed.</returns>
    public static int Run(IEnumerable<(string Name, Func<Check> Check)> checks, TextWriter output)
    {
        var done = new List<Check>();
        foreach ((string name, Func<Check> find) in checks)
        {
            Check check;
            try
            {
                check = find();
            }
            catch (Exception e)
            {
                check = new Check(name, CheckState.Fails, ErrorMessage.Of(e));
            }
            done.Add(check);
            string state = check.State switch { CheckState.Works => "ok   ", CheckState.Note => "note ", _ => "FAILS" };
            output.WriteLine($"{state}  {check.Name,-16}  {check.Found}");
            if (check.Remedy is not null) output.WriteLine($"{"",-25}To do: {check.Remedy}");
        }
        int failed = done.Count(check => check.State == CheckState.Fails);
        output.WriteLine(failed == 0 ? "Everything that is needed works." : $"{failed} of {done.Count} checks failed.");
        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
