using System.Reflection;

namespace Pix2Pitch.Training.Tests;

[Collection(TensorLibraryTests.Name)]
public sealed class Pix2PixExampleTests
{
    [Fact]
    public void The_example_of_Pix2Pix_prints_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.File("data"), Path.Combine(TestData.RepositoryRoot, "data"));
        DocumentExample example = Assert.Single(DocumentExample.Of("docs/estimators/pix2pix.md"));
        ProgramRun run = ProgramRun.Of(Assert.IsAssignableFrom<Assembly>(example.Compile().Program), folder.Path);
        Assert.Equal("", run.Error);
        Assert.Equal(example.Output, run.Output.ReplaceLineEndings("\n"));
    }
}
