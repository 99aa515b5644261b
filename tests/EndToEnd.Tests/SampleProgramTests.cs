namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Tests of samples, which share one build.</summary>
[CollectionDefinition(Name)]
public sealed class SampleProgramTests : ICollectionFixture<SamplePrograms>
{
    public const string Name = "samples";
}
