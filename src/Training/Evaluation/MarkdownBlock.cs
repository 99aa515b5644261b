using System.Text;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// Parts of Markdown files that a command writes, between lines such as <c>&lt;!-- evaluation --&gt;</c> and <c>&lt;!-- end of evaluation --&gt;</c>.
/// </summary>
internal static class MarkdownBlock
{
    /// <summary>The tables of the report.</summary>
    public const string Tables = "evaluation";

    /// <summary>The short table of the report.</summary>
    public const string Summary = "evaluation summary";

    /// <summary>Checks that a file exists and has a block.</summary>
    /// <exception cref="Pix2PitchException">There is no such file, or it has no block.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path)) throw new Pix2PitchException($"There is no file '{path}' to update.");
        string text = File.ReadAllText(path);
        if (Find(text, Tables) is null && Find(text, Summary) is null)
            throw new Pix2PitchException($"'{path}' has no lines '{Start(Tables)}' and '{End(Tables)}', or '{Start(Summary)}' and '{End(Summary)}', between which the figures are written.");
    }

    /// <summary>Replaces the content of the blocks that a file has.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public static void Update(string path, string tables, string summary)
    {
        string text = Replace(Replace(File.ReadAllText(path), Tables, tables), Summary, summary);
        AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));
    }

    internal static string Replace(string text, string name, string content)
        => Find(text, name) is var (from, to) ? $"{text[..from]}\n{content.TrimEnd('\n')}\n{text[to..]}" : text;

    // The range between the line that starts a block and the one that ends it.
    private static (int From, int To)? Find(string text, string name)
    {
        int start = text.IndexOf(Start(name), StringComparison.Ordinal), end = text.IndexOf(End(name), StringComparison.Ordinal);
        return start >= 0 && end > start ? (start + Start(name).Length, end) : null;
    }

    private static string Start(string name) => $"<!-- {name} -->";

    private static string End(string name) => $"<!-- end of {name} -->";
}
