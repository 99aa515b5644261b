using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pix2Pitch.Tools.Notebooks;

/// <summary>Compiles the program of a notebook in memory, as <c>dotnet run</c> would. Its code runs in the notebook, but a program has other rules than cells.</summary>
internal static class ProgramCheck
{
    // What the SDK adds to every program (ImplicitUsings).
    private const string GlobalUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>Compiles a program.</summary>
    /// <param name="path">The program.</param>
    /// <param name="assemblies">The assemblies that it may use beside those of .NET.</param>
    /// <exception cref="NotebookException">It has errors or warnings.</exception>
    public static void Run(string path, IEnumerable<string> assemblies)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "")]);
        IEnumerable<string> framework = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsManaged);
        CSharpCompilation compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path), CSharpSyntaxTree.ParseText(GlobalUsings, options)],
            framework.Concat(assemblies).DistinctBy(Path.GetFileName).Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Diagnostic[] problems = [.. compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning)];
        if (problems.Length > 0) throw new NotebookException($"The program does not compile: {string.Join('\n', problems.Take(5).Select(problem => problem.ToString()))}");
    }

    /// <summary>Whether a file is an assembly and not a native library of the same extension.</summary>
    public static bool IsManaged(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(file);
        return reader.HasMetadata;
    }
}
