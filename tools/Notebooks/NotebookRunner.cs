using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>Runs notebooks in the C# kernel of .NET Interactive, which is also that of Jupyter and VS Code.</summary>
internal static partial class NotebookRunner
{
    /// <summary>Runs all cells in order, in a kernel of their own, and puts what they show into the document.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="folder">The folder of the notebook, which becomes the current one as in Jupyter.</param>
    /// <param name="configuration">The configuration whose build of the library is loaded: Release, as the notebooks say, or Debug.</param>
    /// <returns>The assemblies that the notebook loaded: those of packages, and all beside the ones that it names.</returns>
    /// <exception cref="NotebookException">A cell failed; the message has its code and the error.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(InteractiveDocument document, string folder, string configuration)
    {
        Environment.CurrentDirectory = folder;
        var assemblies = new List<string>();
        using var kernel = new CompositeKernel
        {
            new CSharpKernel().UseKernelHelpers().UseNugetDirective((csharp, references) =>
            {
                assemblies.AddRange(references.SelectMany(reference => reference.AssemblyPaths));
                csharp.AddAssemblyReferences(references.SelectMany(reference => reference.AssemblyPaths));
                return Task.CompletedTask;
            }),
        };
        int order = 0;
        foreach (InteractiveDocumentElement cell in document.Elements.Where(cell => cell.KernelName != "markdown"))
        {
            string code = cell.Contents.Replace("/release/", $"/{configuration.ToLowerInvariant()}/", StringComparison.Ordinal);
            KernelCommandResult result = await kernel.SendAsync(new SubmitCode(code));
            cell.ExecutionOrder = ++order;
            cell.Outputs.Clear();
            cell.Outputs.AddRange(Outputs(result.Events, order));
            if (result.Events.OfType<CommandFailed>().FirstOrDefault() is { } failure)
                throw new NotebookException($"The cell '{cell.Id}' failed: {failure.Message}\n{cell.Contents}");
            if (AssemblyPath().Match(code) is { Success: true } named)
                assemblies.AddRange(Directory.EnumerateFiles(Path.GetFullPath(Path.GetDirectoryName(named.Groups[1].Value)!), "*.dll").Where(ProgramCheck.IsManaged));
        }
        return assemblies;
    }

    private static List<InteractiveDocumentOutputElement> Outputs(IEnumerable<KernelEvent> events, int order)
    {
        var outputs = new List<InteractiveDocumentOutputElement>();
        var shown = new Dictionary<string, int>(); // what is shown again replaces what was shown before
        foreach (KernelEvent produced in events)
        {
            switch (produced)
            {
                case StandardOutputValueProduced text:
                    AddText(text, "stdout");
                    break;
                case StandardErrorValueProduced text:
                    AddText(text, "stderr");
                    break;
                case ReturnValueProduced value:
                    var returned = new ReturnValueElement { ExecutionOrder = order };
                    foreach ((string mimeType, object shownAs) in Data(value)) returned.Data[mimeType] = shownAs;
                    outputs.Add(returned);
                    break;
                case DisplayedValueUpdated value when value.ValueId is not null && shown.TryGetValue(value.ValueId, out int at):
                    outputs[at] = new DisplayElement(Data(value));
                    break;
                case DisplayEvent value when value is DisplayedValueProduced or DisplayedValueUpdated:
                    if (value.ValueId is not null) shown[value.ValueId] = outputs.Count;
                    outputs.Add(new DisplayElement(Data(value)));
                    break;
            }
        }
        return outputs;

        void AddText(DisplayEvent text, string stream)
        {
            string added = string.Concat(text.FormattedValues.Select(value => value.Value));
            if (outputs.Count > 0 && outputs[^1] is TextElement last && last.Name == stream) outputs[^1] = new TextElement(last.Text + added, stream);
            else outputs.Add(new TextElement(added, stream));
        }
    }

    [GeneratedRegex("^#r \"((?!nuget:)[^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex AssemblyPath();

    private static Dictionary<string, object> Data(DisplayEvent value) => value.FormattedValues.ToDictionary(formatted => formatted.MimeType, object (formatted) => formatted.Value);
}
