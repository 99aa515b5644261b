using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Tests.Terminal;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("genrate", "; did you mean 'generate'?")]
    [InlineData("-Train", "; did you mean 'train'?")]
    [InlineData("tran", "; did you mean 'train'?")]
    [InlineData("exprot", "; did you mean 'export'?")]
    [InlineData("brain", "; did you mean 'grain' or 'train'?")]
    [InlineData("paint", "")]
    public void The_most_similar_words_are_suggested(string typed, string suggestion)
        => Assert.Equal(suggestion, Suggestions.For(typed, ["generate", "train", "grain", "export", "train"]));
}
