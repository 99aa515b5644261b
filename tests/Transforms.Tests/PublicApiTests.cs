using Pix2Pitch.Generation;

namespace Pix2Pitch.Transforms.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_the_one_that_is_listed() => PublicApi.AssertListedIn(typeof(PaintingToMusic).Assembly, "Transforms.Tests");
}
