using Pix2Pitch.Loudness;
using Pix2Pitch.Manifests;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Corpus;

namespace Pix2Pitch.Tools.Tests.Scores;

public sealed class CorpusRendererTests(RenderedCorpora rendered) : IClassFixture<RenderedCorpora>, IDisposable
{
    private static readonly CorpusOptions s_options = RenderedCorpora.Options;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_manifest_lists_clips_that_can_be_read_with_what_is_known_of_the_piece()
    {
        Manifest manifest = ManifestSources.Read(Path.Combine(rendered.Small, "music.csv"));
        Assert.Empty(manifest.Problems);
        Assert.Equal(15, manifest.Works.Count);
        Assert.All(manifest.Works, work =>
        {
            Assert.Equal(220500, AudioReader.Read(work.Path, 22050).Samples.Length);
            Assert.Equal("CC BY-SA 4.0", work.Licence);
            Assert.Equal("A. Typesetter, Mutopia", work.Other["attribution"]);
            Assert.Equal("A. Typesetter, Mutopia", WaveProperties.Read(work.Path)["attribution"]);
            using var roll = new NpyFile(Path.Combine(rendered.Small, work.Other["roll"]));
            Assert.Equal([8, 2, 88, 32], roll.Shape);
        });
        Assert.All(manifest.Works.CountBy(work => work.Style), style => Assert.Equal(3, style.Value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        // The small corpus was rendered with four threads.
        AssertSame(rendered.Small, Render("one", s_options with { Threads = 1 }));
    }

    [Fact]
    public void Another_seed_gives_other_music_and_the_same_splits()
    {
        string other = Render("other", s_options with { Seed = 2 });
        Dictionary<string, string> one = SplitsIn(rendered.Small), two = SplitsIn(other);
        Assert.All(one.Keys.Intersect(two.Keys), piece => Assert.Equal(one[piece], two[piece]));
        Assert.NotEqual(Works(rendered.Small).Select(work => work.Other["tempo"]), Works(other).Select(work => work.Other["tempo"]));

        Dictionary<string, string> SplitsIn(string output)
            => Works(output).DistinctBy(work => work.Title + work.Name).ToDictionary(work => work.Title + work.Name, work => work.Other["split"]);
    }

    [Fact]
    public void Pieces_from_one_file_are_in_one_split()
    {
        Assert.All(Works(rendered.Large).GroupBy(work => work.PieceId), piece => Assert.Single(piece.Select(work => work.Other["split"]).Distinct()));
        Assert.True(Works(rendered.Large).Select(work => work.Other["split"]).Distinct().Count() > 1);
    }

    [Fact]
    public void Successive_clips_of_a_piece_have_other_keys()
        => Assert.All(Works(rendered.Large).GroupBy(work => work.Title + work.Name), piece => Assert.Equal(3, piece.Select(work => work.Other["key_shift"]).Distinct().Count()));

    [Fact]
    public void Clips_have_the_loudness_that_was_drawn_unless_their_peaks_would_clip()
    {
        Assert.All(Works(rendered.Small), work =>
        {
            float[] samples = AudioReader.Read(work.Path, 22050).Samples;
            double loudness = LoudnessMeter.Integrated(samples, 22050), target = double.Parse(work.Other["target_loudness"]);
            Assert.True(Math.Abs(loudness - target) < 0.2 || loudness < target && LoudnessMeter.TruePeak(samples) > 0.88, $"{loudness} LUFS for {target}");
            Assert.InRange(target, -27, -19);
        });
    }

    [Fact]
    public void Work_that_is_stopped_continues_where_it_ended_with_the_same_result()
    {
        string output = _folder.File("out");
        using var stop = new CancellationTokenSource();
        var renderer = new FakeRenderer { BeforeRendering = number => { if (number == 6) stop.Cancel(); } };
        CorpusOptions options = s_options with { Threads = 1 };
        Assert.ThrowsAny<OperationCanceledException>(
            () => CorpusRenderer.Render(rendered.Scores, output, options, renderer, new Progress(), stop.Token));
        Assert.Equal(5, Works(output).Count);

        var second = new FakeRenderer();
        CorpusRenderer.Render(rendered.Scores, output, s_options, second, new Progress(), CancellationToken.None);
        Assert.Equal(10, second.Count);
        AssertSame(rendered.Small, output);
    }

    [Fact]
    public void A_corpus_is_not_continued_with_other_options()
    {
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(
            () => CorpusRenderer.Render(rendered.Scores, rendered.Small, s_options with { Seed = 2 }, new FakeRenderer(), new Progress(), CancellationToken.None));
        Assert.Contains("--seed 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_files_is_not_written_to()
    {
        _folder.Write("out/thesis.txt", "mine");
        Assert.Contains("no corpus", Assert.Throws<Pix2PitchException>(() => Render("out")).Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Files(_folder.File("out")));
    }

    [Fact]
    public void A_damaged_piece_is_left_out_with_the_reason_and_strict_refuses_it()
    {
        string scores = TestScores.WriteFolder(_folder), output = _folder.File("out");
        _folder.Write("scores/midi/baroque/baroque-1.mid", [1, 2, 3]);
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(() => RenderedCorpora.Render(scores, output, s_options with { Strict = true }));
        Assert.Contains("baroque-1.mid", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));

        RenderedCorpora.Render(scores, output, s_options with { Hours = 1 });
        Assert.Contains("baroque-1.mid", File.ReadAllText(Path.Combine(output, "left-out.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain(Works(output), work => work.Path.Contains("baroque-1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clip_that_is_nearly_silent_is_left_out_with_the_reason()
    {
        string output = _folder.File("out");
        CorpusRenderer.Render(rendered.Scores, output, s_options, new FakeRenderer { Amplitude = 1e-5f }, new Progress(), CancellationToken.None);
        Assert.Empty(Works(output));
        Assert.Contains("nearly silent", File.ReadAllText(Path.Combine(output, "left-out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_counts_clips_by_style_and_instrumentation()
    {
        Assert.Equal(rendered.Summary, File.ReadAllText(Path.Combine(rendered.Small, "summary.md")));
        Assert.Contains("15 clips, 0.04 h", rendered.Summary, StringComparison.Ordinal);
        Assert.Contains("| all | 3 | 3 | 3 | 3 | 3 | 15 |", rendered.Summary, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Render(string output, CorpusOptions? options = null)
    {
        RenderedCorpora.Render(rendered.Scores, _folder.File(output), options ?? s_options);
        return _folder.File(output);
    }

    private static IReadOnlyList<Work> Works(string folder) => ManifestSources.Read(Path.Combine(folder, "music.csv")).Works;

    private static string[] Files(string folder)
        => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static void AssertSame(string expected, string actual)
    {
        Assert.Equal(Files(expected), Files(actual));
        Assert.All(Files(expected), file => Assert.True(File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, file))), $"{file} differs."));
    }
}
