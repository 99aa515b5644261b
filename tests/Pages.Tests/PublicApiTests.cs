namespace Pix2Pitch.Pages.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_the_one_that_is_listed() => PublicApi.AssertListedIn(typeof(Pix2Pitch.Pages.DataReports.DataReport).Assembly, "Pages.Tests");
}
