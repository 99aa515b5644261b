using System.Text;

namespace Pix2Pitch.Terminal;

/// <summary>Standard output; a full disk or a closed pipe is reported as an error with a message.</summary>
internal sealed class GuardedWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Guard(() => inner.Write(value));

    public override void Write(string? value) => Guard(() => inner.Write(value));

    public override void WriteLine() => Guard(inner.WriteLine);

    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    public override void Flush() => Guard(inner.Flush);

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new Pix2PitchException($"Standard output cannot be written to ({e.Message.Split(" : ")[0].TrimEnd('.')}); files already written are complete.", e);
        }
    }
}
