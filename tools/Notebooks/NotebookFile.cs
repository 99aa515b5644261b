using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Documents.Jupyter;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>Notebooks as .ipynb files. They hold no outputs, so that a change of the text is a small difference; the pages in docs/notebooks show the outputs.</summary>
internal static class NotebookFile
{
    /// <summary>The folder of the notebooks in the repository.</summary>
    public const string Folder = "notebooks";

    // What a cell has to name itself of the assemblies beside the library: the compiler wants every assembly whose types appear in the code.
    private static readonly string[] s_assemblies =
    [
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.Transforms", "SixLabors.ImageSharp", "System.Numerics.Tensors", "Pix2Pitch.Transforms",
    ];
    private static readonly string[] s_trainingAssemblies = ["OxyPlot", "Pix2Pitch.Training"];

    /// <summary>The text of the .ipynb file of a program.</summary>
    public static string Write(NotebookSource source)
    {
        var document = new InteractiveDocument();
        document.Add(Markdown("title", source.Cells[0].Text));
        foreach (InteractiveDocumentElement element in Library(source)) document.Add(element);
        for (int i = 1; i < source.Cells.Count; i++)
        {
            string id = $"cell-{i:00}";
            document.Add(source.Cells[i].IsMarkdown ? Markdown(id, source.Cells[i].Text) : Code(id, source.Cells[i].Text));
        }
        return document.ToJupyterJson("C#").ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    /// <summary>Reads an .ipynb file.</summary>
    public static InteractiveDocument Read(string path)
        => File.Exists(path) ? Notebook.Parse(File.ReadAllText(path)) : throw new NotebookException($"'{path}' does not exist; make it with the command 'write'.");

    // The cells that only a notebook needs: they find the library. A program says the same with #:project and #:package.
    private static IEnumerable<InteractiveDocumentElement> Library(NotebookSource source)
    {
        var lines = new List<string>();
        if (source.Projects.Count > 0)
        {
            bool trains = source.Projects.Any(project => project.Contains("Training", StringComparison.Ordinal));
            string project = trains ? "Training" : "Cli";
            yield return Markdown("build", $"The next cell loads the library. Build it first, in the folder of the repository: `dotnet build src/{project} -c Release`");
            string folder = $"../artifacts/bin/Pix2Pitch.{project}/release";
            lines.AddRange(s_assemblies.Concat(trains ? s_trainingAssemblies : []).Select(assembly => $"#r \"{folder}/{assembly}.dll\""));
        }
        else
        {
            yield return Markdown("build", "The next cell loads the packages.");
        }
        lines.AddRange(source.Packages.Select(package => $"#r \"nuget: {package.Replace("@", ", ", StringComparison.Ordinal)}\""));
        lines.Add("using System.IO;"); // which programs have without asking
        yield return Code("library", string.Join('\n', lines));
    }

    private static InteractiveDocumentElement Markdown(string id, string text) => new(text, "markdown") { Id = id };

    private static InteractiveDocumentElement Code(string id, string text) => new(text, "csharp") { Id = id };
}
