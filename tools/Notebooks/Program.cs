using System.CommandLine;
using System.Diagnostics;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Documents.Jupyter;
using Pix2Pitch.Tools.Notebooks;

// dotnet run --project tools/Notebooks -c Release -- write     the .ipynb files from the programs
// dotnet run --project tools/Notebooks -c Release -- run       the pages in docs/notebooks
var names = new Argument<string[]>("name") { Description = "Notebooks, such as 02; none means all.", Arity = ArgumentArity.ZeroOrMore };
var root = new Option<string>("--root") { Description = "Folder of the repository.", DefaultValueFactory = _ => "." };
var configuration = new Option<string>("--configuration", "-c") { Description = "The build of the library that notebooks load.", DefaultValueFactory = _ => "Release" };
configuration.AcceptOnlyFromAmong("Release", "Debug");
var output = new Option<string?>("--output", "-o") { Description = "Folder for the pages, for the notebooks with their outputs, and for what the notebooks write (made). [default: docs/notebooks, for the pages only]" };

var write = new Command("write", "Writes the .ipynb files from the programs beside them.") { names, root };
write.SetAction(arguments =>
{
    foreach (string program in Programs(arguments.GetRequiredValue(root), arguments.GetRequiredValue(names)))
    {
        string notebook = Path.ChangeExtension(program, ".ipynb");
        Replace(notebook, NotebookFile.Write(NotebookSource.Read(program)));
        Console.WriteLine($"{Path.GetFileName(notebook)} is written.");
    }
    return 0;
});
var run = new Command("run", "Runs the notebooks in the kernel of .NET Interactive and writes their pages.") { names, root, configuration, output };
run.SetAction(async arguments =>
{
    string repository = Path.GetFullPath(arguments.GetRequiredValue(root));
    string folder = Path.GetFullPath(arguments.GetValue(output) ?? Path.Combine(repository, NotebookPage.Folder));
    Directory.CreateDirectory(folder);
    if (arguments.GetValue(output) is not null) Environment.SetEnvironmentVariable("PIX2PITCH_OUTPUT", Path.Combine(folder, "made"));
    foreach (string program in Programs(repository, arguments.GetRequiredValue(names)))
    {
        string name = Path.GetFileNameWithoutExtension(program), notebook = Path.ChangeExtension(program, ".ipynb");
        var time = Stopwatch.StartNew();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        InteractiveDocument document = NotebookFile.Read(notebook);
        IReadOnlyList<string> assemblies = await NotebookRunner.RunAsync(document, Path.GetDirectoryName(notebook)!, arguments.GetRequiredValue(configuration));
        ProgramCheck.Run(program, assemblies);
        Replace(Path.Combine(folder, name + ".html"), NotebookPage.Write(name, document));
        if (arguments.GetValue(output) is not null) Replace(Path.Combine(folder, name + ".ipynb"), document.ToJupyterJson());
        Console.WriteLine($"{name}: {time.Elapsed.TotalSeconds:0.0} s, {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s of processor time");
    }
    return 0;
});
try
{
    return await new RootCommand("Writes and runs the notebooks.") { write, run }.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is NotebookException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static string[] Programs(string root, string[] names)
{
    string folder = Path.GetFullPath(Path.Combine(root, NotebookFile.Folder));
    if (!Directory.Exists(folder)) throw new NotebookException($"'{folder}' does not exist; start this in the folder of the repository, or name it with --root.");
    string[] all = [.. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal)];
    foreach (string name in names)
    {
        if (!all.Any(program => IsNamed(program, name))) throw new NotebookException($"There is no notebook '{name}' in '{folder}'.");
    }
    return names.Length == 0 ? all : [.. all.Where(program => names.Any(name => IsNamed(program, name)))];

    static bool IsNamed(string program, string name) => Path.GetFileNameWithoutExtension(program).StartsWith(name, StringComparison.Ordinal);
}

static void Replace(string path, string text)
{
    File.WriteAllText(path + ".part", text);
    File.Move(path + ".part", path, overwrite: true);
}
