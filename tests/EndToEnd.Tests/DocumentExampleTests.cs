namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Every example in C# is compiled as it stands on its page. Those on the pages of the estimators are run on the demo data, and print what stands under them.</summary>
[Collection(nameof(DocumentExampleTests))]
public sealed class DocumentExampleTests(DocumentExampleTests.Clone clone) : IClassFixture<DocumentExampleTests.Clone>
{
    private const string NeedsLibTorch = "pix2pix.md"; // the tests of training run it

    public static TheoryData<string> Estimators()
        => [.. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "docs", "estimators"), "*.md").Select(file => Path.GetFileName(file)).Except([NeedsLibTorch]).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_example_compiles()
    {
        Assert.NotEmpty(DocumentExample.All);
        Assert.Empty(DocumentExample.All.SelectMany(example => example.Compile().Errors));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void The_example_of_an_estimator_prints_what_the_page_says(string page)
    {
        DocumentExample example = Assert.Single(DocumentExample.Of($"docs/estimators/{page}"));
        ProgramRun run = ProgramRun.Of(Assert.IsAssignableFrom<System.Reflection.Assembly>(example.Compile().Program), clone.Folder);
        Assert.Equal("", run.Error);
        Assert.Equal(example.Output, run.Output.ReplaceLineEndings("\n"));
    }

    /// <summary>A folder in which the data of the repository lies as in a clone.</summary>
    public sealed class Clone : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Clone() => Directory.CreateSymbolicLink(_folder.File("data"), Path.Combine(TestData.RepositoryRoot, "data"));

        public string Folder => _folder.Path;

        public void Dispose()
        {
            Directory.Delete(_folder.File("data")); // the link alone
            _folder.Dispose();
        }
    }
}

/// <summary>The examples take the console and the current folder for themselves.</summary>
[CollectionDefinition(nameof(DocumentExampleTests), DisableParallelization = true)]
public sealed class RunningExamples;
