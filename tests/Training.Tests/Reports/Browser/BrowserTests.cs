namespace Pix2Pitch.Training.Tests.Reports.Browser;

/// <summary>Tests of pages in one browser, which takes a second to start.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
