using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Pix2Pitch.Pages.DataReports;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>What libraries must not do to the programs that use them.</summary>
public sealed partial class LibraryStateTests
{
    // Static fields that change after their type is initialised. None depends on an MLContext or on a user's options.
    private static readonly string[] s_changing =
    [
        "ImageLibrary.t_hasWarned", // of a thread, during one call
        "Places.s_maxWords", // set once, with the table of places
        "GarbageCollection.s_start", "GarbageCollection.s_budget", "GarbageCollection.s_users", // the process's native memory
        "GarbageCollection.s_kept", "GarbageCollection.s_youngCollections",
    ];

    [Fact]
    public void The_libraries_do_not_use_the_console()
    {
        Assert.DoesNotContain("System.Console", TypesUsedBy(typeof(DataCatalog).Assembly));
        Assert.DoesNotContain("System.Console", TypesUsedBy(typeof(DataReport).Assembly));
        // Training is a program too: what a program does is in these places.
        string training = Path.Combine(TestData.RepositoryRoot, "src", "Training");
        string[] users = [.. Directory.EnumerateFiles(training, "*.cs", SearchOption.AllDirectories)
            .Where(file => ConsoleUse().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(training, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(users);
        Assert.All(users, file => Assert.True(file.StartsWith("Commands/", StringComparison.Ordinal) || file == "Distributed/RankedProgram.cs", file));
    }

    [Fact]
    public void No_static_field_of_a_library_keeps_what_one_context_sets()
    {
        IEnumerable<string> changing = new[] { typeof(DataCatalog).Assembly, typeof(DataReport).Assembly, typeof(Pix2PixCatalog).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal) && type.Namespace?.StartsWith("Pix2Pitch", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false } && !field.Name.Contains('<', StringComparison.Ordinal))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");
        Assert.Equal(s_changing.Order(StringComparer.Ordinal), changing.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> TypesUsedBy(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using var reader = new PEReader(file);
        MetadataReader metadata = reader.GetMetadataReader();
        HashSet<string> names = [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        Assert.Contains("System.String", names);
        return names;
    }

    [GeneratedRegex(@"\bConsole\.")]
    private static partial Regex ConsoleUse();
}
