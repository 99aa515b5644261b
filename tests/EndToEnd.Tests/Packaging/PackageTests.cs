namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>Tests of packages and samples, which share the packages and one build.</summary>
[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<PackedPackages>
{
    public const string Name = "packages";
}
