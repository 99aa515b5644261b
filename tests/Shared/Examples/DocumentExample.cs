using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pix2Pitch.Tests;

/// <summary>
/// An example in C# on a page. One that begins with using directives is a whole program, for which a warning is an error too. The others are parts of programs: a comment before such a part, which readers
/// do not see, has what it needs; it begins with <c>&lt;!-- Compiled after:</c>.
/// </summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Number">Its number on the page, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="Before">What the comment before it has.</param>
internal sealed partial record DocumentExample(string Page, int Number, string Code, string Before)
{
    // As the project files of users have them.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    // CONTRIBUTING.md has internal code, which other tests compile.
    private static readonly string[] s_folders = ["docs", "data", "samples", "src"];

    // Those of the tests, which reference everything.
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(file => MetadataReference.CreateFromFile(file))]);

    // Assemblies that were compiled with an earlier version of another one are no reason for a warning.
    private static readonly KeyValuePair<string, ReportDiagnostic>[] s_asInTheSdk = [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    private static readonly ConcurrentDictionary<DocumentExample, Lazy<(Assembly? Program, IReadOnlyList<string> Errors)>> s_compiled = new();

    private static readonly Lazy<string> s_namespaces = new(Namespaces);

    private bool IsProgram => Code.StartsWith("using ", StringComparison.Ordinal) && !Code.StartsWith("using var ", StringComparison.Ordinal) && !Code.Split('\n')[0].Contains('=', StringComparison.Ordinal);

    /// <summary>The examples of all pages.</summary>
    public static IReadOnlyList<DocumentExample> All { get; } = [.. Pages().SelectMany(Of)];

    /// <summary>The examples of a page.</summary>
    public static IEnumerable<DocumentExample> Of(string page)
        => Blocks().Matches(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, page))).Select((match, i) => new DocumentExample(page, i + 1, match.Groups["code"].Value, match.Groups["before"].Value));

    /// <summary>What stands under it as its output.</summary>
    public string Output => Outputs().Match(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, Page))).Groups[1].Value;

    /// <summary>Compiles it; once, also for several tests.</summary>
    /// <returns>The program, or null; and the errors.</returns>
    public (Assembly? Program, IReadOnlyList<string> Errors) Compile() => s_compiled.GetOrAdd(this, example => new(example.CompileNew)).Value;

    private (Assembly? Program, IReadOnlyList<string> Errors) CompileNew()
    {
        string usings = IsProgram ? ImplicitUsings : ImplicitUsings + s_namespaces.Value;
        var before = (CompilationUnitSyntax)Parse(Before).GetRoot();
        // Types come after statements.
        string types = string.Concat(before.Members.Where(member => member is not GlobalStatementSyntax).Select(member => member.ToFullString()));
        string program = $"{before.Usings}\n{string.Concat(before.Members.OfType<GlobalStatementSyntax>().Select(member => member.ToFullString()))}\n{Code}";
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Example{Guid.NewGuid():N}", [Parse(usings), Parse(types), Parse(program)], s_references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: IsProgram ? ReportDiagnostic.Error : ReportDiagnostic.Default, specificDiagnosticOptions: s_asInTheSdk));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        return result.Success
            ? (Assembly.Load(assembly.ToArray()), [])
            : (null, [.. result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => $"{Page}, example {Number}: {found}")]);
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest));

    // A part of a program may use all namespaces of the library.
    private static string Namespaces()
        => string.Concat(new[] { typeof(DataCatalog), typeof(Pix2PixCatalog) }.SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Namespace!)
            .Concat(["Microsoft.ML", "Microsoft.ML.Data", "Microsoft.ML.Transforms"]).Distinct().Select(name => $"global using {name};"));

    private static IEnumerable<string> Pages()
        => s_folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, folder), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(TestData.RepositoryRoot, "README.md"))
            .Select(file => Path.GetRelativePath(TestData.RepositoryRoot, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^```text\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Outputs();

    [GeneratedRegex(@"(?:^<!-- Compiled after:\n(?<before>(?:(?!-->).)*?)-->\n+)?^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
