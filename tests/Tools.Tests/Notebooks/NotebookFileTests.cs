using Pix2Pitch.Tools.Notebooks;

namespace Pix2Pitch.Tools.Tests.Notebooks;

public sealed class NotebookFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Programs
        => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(TestData.RepositoryRoot, "notebooks");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_notebook_is_what_its_program_gives(string name)
        => Assert.Equal(NotebookFile.Write(NotebookSource.Read(Path.Combine(Folder, name + ".cs"))), File.ReadAllText(Path.Combine(Folder, name + ".ipynb")));

    [Fact]
    public void Every_notebook_has_a_program()
    {
        string[] Names(string pattern) => [.. Directory.EnumerateFiles(Folder, pattern).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(Names("*.cs"), Names("*.ipynb"));
        Assert.Equal(6, Names("*.cs").Length);
    }

    [Fact]
    public void Comments_are_text_and_blank_lines_separate_cells()
    {
        NotebookSource source = Read("""
            #:package Some.Package@1.2.3
            #:project ../src/Transforms/Pix2Pitch.Transforms.csproj

            // # Title
            // Text.

            using System.Text;

            // ## A section

            // A comment of code.
            int a = 1;

            int b = 2;
            //| b

            // What is found.

            // ## The class
            // It is late.

            internal sealed class Late
            {
                public int One => 1;

                public int Two => 2;
            }
            """);
        Assert.Equal(["Some.Package@1.2.3"], source.Packages);
        Assert.Equal(["../src/Transforms/Pix2Pitch.Transforms.csproj"], source.Projects);
        Assert.Equal(
            [
                new NotebookCell("# Title\nText.", true),
                new NotebookCell("using System.Text;", false),
                new NotebookCell("## The class\nIt is late.", true),
                new NotebookCell("internal sealed class Late\n{\n    public int One => 1;\n\n    public int Two => 2;\n}", false),
                new NotebookCell("## A section", true),
                new NotebookCell("// A comment of code.\nint a = 1;", false),
                new NotebookCell("int b = 2;\nb", false),
                new NotebookCell("What is found.", true),
            ],
            source.Cells);
    }

    [Fact]
    public void A_program_without_title_and_a_missing_one_are_refused_in_one_sentence()
    {
        Assert.Contains("has no title", Assert.Throws<NotebookException>(() => Read("int a = 1;")).Message);
        Assert.Contains("does not exist", Assert.Throws<NotebookException>(() => NotebookSource.Read(_folder.File("nowhere.cs"))).Message);
        Assert.Contains("'write'", Assert.Throws<NotebookException>(() => NotebookFile.Read(_folder.File("nowhere.ipynb"))).Message);
    }

    private NotebookSource Read(string program) => NotebookSource.Read(_folder.Write("some.cs", program));
}
