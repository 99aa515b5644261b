using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Corpus;

namespace Pix2Pitch.Tools.Tests.Scores;

/// <summary>Scores, and two corpora that are rendered from them once. Tests only read them.</summary>
public sealed class RenderedCorpora : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RenderedCorpora()
    {
        Scores = TestScores.WriteFolder(_folder);
        Summary = Render(Scores, Small, Options);
        Render(Scores, Large, Options with { Hours = 1 });
    }

    /// <summary>Those of the small corpus: three clips of each style.</summary>
    internal static CorpusOptions Options { get; } = new() { Hours = 15 / 360.0, Variants = 3, ValidationShare = 0.25, TestShare = 0.25, Threads = 4 };

    /// <summary>The folder of the scores.</summary>
    public string Scores { get; }

    /// <summary>The folder of the small corpus.</summary>
    public string Small => _folder.File("small");

    /// <summary>The summary of the small corpus.</summary>
    public string Summary { get; }

    /// <summary>The folder of a corpus with three clips of every piece.</summary>
    public string Large => _folder.File("large");

    /// <summary>Renders a corpus.</summary>
    /// <returns>Its summary.</returns>
    internal static string Render(string scores, string output, CorpusOptions options)
        => CorpusRenderer.Render(scores, output, options, new FakeRenderer(), new Progress(), CancellationToken.None);

    public void Dispose() => _folder.Dispose();
}
