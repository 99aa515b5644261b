using System.Reflection;
using Pix2Pitch.Tools.Reference;

namespace Pix2Pitch.Tools.Tests.Reference;

/// <summary>The reference parts of the pages agree with the XML documentation, the types and the project files.</summary>
public sealed class ReferencePagesTests
{
    [Fact]
    public void The_tables_of_all_pages_are_up_to_date()
    {
        string[] stale = [.. new ReferencePages(TestData.RepositoryRoot).Read().Where(page => page.Text != page.Wanted).Select(page => page.Page)];
        Assert.True(stale.Length == 0, $"Run 'dotnet run --project tools/Reference -c Release -- tables' and look at the changes: {string.Join(", ", stale)}");
    }

    [Fact]
    public void Every_catalog_method_has_a_page_with_its_reference_and_the_options_that_it_takes()
    {
        Assert.Equal(13, CatalogMethods.All.Count);
        var optionsOfAll = new List<string>();
        foreach (MethodInfo method in CatalogMethods.All)
        {
            string text = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "estimators", CatalogMethods.Pages[method.Name]));
            Assert.Contains($"<!-- reference of {CatalogMethods.NameOf(method)} -->", text);
            foreach (string options in method.GetParameters().Select(parameter => parameter.ParameterType.Name).Where(name => name.EndsWith("Options", StringComparison.Ordinal)))
                Assert.True(text.Contains($"<!-- options of {options} -->", StringComparison.Ordinal) || text.Contains($"#{options.ToLowerInvariant()})", StringComparison.Ordinal), $"{method.Name}: {options}");
        }
    }

    [Fact]
    public void The_picture_of_the_projects_is_that_of_the_project_files()
    {
        // What CONTRIBUTING.md and the design say: nothing uses Training or Cli, and Transforms uses nothing.
        IReadOnlyList<(string From, string To)> references = ProjectGraph.References(TestData.RepositoryRoot);
        Assert.Contains(("Training", "Transforms"), references);
        Assert.DoesNotContain(references, reference => reference.From == "Transforms" || reference.To is "Training" or "Cli");
        string page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "architecture.md"));
        Assert.All(references, reference => Assert.Contains($"    {reference.From} --> {reference.To}\n", page));
    }
}
