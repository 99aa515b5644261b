using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>
/// A program of one file that is also the source of a notebook. Blank lines separate cells, except before an indented line. A cell of comments is Markdown. Lines that begin with
/// <c>//|</c> are code of the notebook only: they show a value.
/// </summary>
internal sealed class NotebookSource
{
    private const string NotebookOnly = "//|";

    private NotebookSource(string name, IReadOnlyList<string> packages, IReadOnlyList<string> projects, IReadOnlyList<NotebookCell> cells)
        => (Name, Packages, Projects, Cells) = (name, packages, projects, cells);

    /// <summary>The name of the file without its extension.</summary>
    public string Name { get; }

    /// <summary>The packages that the program references, as name@version.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>The projects that the program references, as paths from the folder of the program.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>The cells in the order of the notebook.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Reads a program.</summary>
    /// <exception cref="NotebookException">It is missing, or has no title.</exception>
    public static NotebookSource Read(string path)
    {
        if (!File.Exists(path)) throw new NotebookException($"'{path}' does not exist; name a program in the folder of the notebooks.");
        string[] lines = File.ReadAllLines(path);
        string[] directives = [.. lines.TakeWhile(line => line.StartsWith("#:", StringComparison.Ordinal) || line.Length == 0)];
        List<NotebookCell> cells = [.. Groups(lines.Skip(directives.Length)).Select(ToCell)];
        if (cells.Count == 0 || !cells[0].IsMarkdown || !cells[0].Text.StartsWith("# ", StringComparison.Ordinal))
            throw new NotebookException($"'{path}' has no title; begin it with a line '// # Title' after the directives.");
        return new NotebookSource(Path.GetFileNameWithoutExtension(path), Values("#:package "), Values("#:project "), InNotebookOrder(cells));

        string[] Values(string directive) => [.. directives.Where(line => line.StartsWith(directive, StringComparison.Ordinal)).Select(line => line[directive.Length..].Trim())];
    }

    private static IEnumerable<List<string>> Groups(IEnumerable<string> lines)
    {
        var group = new List<string>();
        int blank = 0;
        foreach (string line in lines)
        {
            if (line.Length == 0)
            {
                blank++;
                continue;
            }
            if (blank > 0 && group.Count > 0)
            {
                if (line[0] == ' ')
                {
                    group.AddRange(Enumerable.Repeat("", blank));
                }
                else
                {
                    yield return group;
                    group = [];
                }
            }
            blank = 0;
            group.Add(line);
        }
        if (group.Count > 0) yield return group;
    }

    private static NotebookCell ToCell(List<string> lines)
    {
        bool isMarkdown = lines.All(line => line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith(NotebookOnly, StringComparison.Ordinal));
        IEnumerable<string> text = isMarkdown
            ? lines.Select(line => line[2..].TrimStart(' '))
            : lines.Select(line => line.StartsWith(NotebookOnly, StringComparison.Ordinal) ? line[NotebookOnly.Length..].TrimStart(' ') : line);
        return new NotebookCell(string.Join('\n', text), isMarkdown);
    }

    // A program declares its types after its statements; a notebook needs them before it uses them, so they follow the cell of using directives, with their heading.
    private static List<NotebookCell> InNotebookOrder(List<NotebookCell> cells)
    {
        int first = cells.FindIndex(cell => !cell.IsMarkdown && HasOnlyTypes(cell.Text));
        if (first < 0) return cells;
        while (cells[first - 1].IsMarkdown && !cells[first].Text.StartsWith('#')) first--;
        int usings = cells.FindIndex(cell => !cell.IsMarkdown && cell.Text.Split('\n').All(line => line.StartsWith("using ", StringComparison.Ordinal)));
        return [.. cells[..(usings + 1)], .. cells[first..], .. cells[(usings + 1)..first]];
    }

    private static bool HasOnlyTypes(string code) => CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot() is { Usings.Count: 0, Members: { Count: > 0 } members }
        && members.All(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
}
