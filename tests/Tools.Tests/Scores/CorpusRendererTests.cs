using Pix2Pitch.Loudness;
using Pix2Pitch.Manifests;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Corpus;

namespace Pix2Pitch.Tools.Tests.Scores;

public sealed class CorpusRendererTests : IDisposable
{
    private static readonly CorpusOptions s_options = new() { Hours = 15 / 360.0, Variants = 3, ValidationShare = 0.25, TestShare = 0.25 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _scores;

    public CorpusRendererTests() => _scores = TestScores.WriteFolder(_folder);

    [Fact]
    public void The_manifest_lists_clips_that_can_be_read_with_what_is_known_of_the_piece()
    {
        Render("out");
        Manifest manifest = ManifestSources.Read(_folder.File("out", "music.csv"));
        Assert.Empty(manifest.Problems);
        Assert.Equal(15, manifest.Works.Count);
        Assert.All(manifest.Works, work =>
        {
            Assert.Equal(220500, AudioReader.Read(work.Path, 22050).Samples.Length);
            Assert.Equal("CC BY-SA 4.0", work.Licence);
            Assert.Equal("A. Typesetter, Mutopia", work.Other["attribution"]);
            Assert.Equal("A. Typesetter, Mutopia", WaveProperties.Read(work.Path)["attribution"]);
            using var roll = new NpyFile(_folder.File("out", work.Other["roll"]));
            Assert.Equal([8, 2, 88, 32], roll.Shape);
        });
        Assert.All(manifest.Works.CountBy(work => work.Style), style => Assert.Equal(3, style.Value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        Render("one", s_options with { Threads = 1 });
        Render("two", s_options with { Threads = 4 });
        Assert.Equal(Files("one"), Files("two"));
        Assert.All(Files("one"), file => Assert.Equal(File.ReadAllBytes(_folder.File("one", file)), File.ReadAllBytes(_folder.File("two", file))));
    }

    [Fact]
    public void Another_seed_gives_other_music_and_the_same_splits()
    {
        Render("one");
        Render("two", s_options with { Seed = 2 });
        Dictionary<string, string> one = SplitsIn("one"), two = SplitsIn("two");
        Assert.All(one.Keys.Intersect(two.Keys), piece => Assert.Equal(one[piece], two[piece]));
        Assert.NotEqual(Works("one").Select(work => work.Other["tempo"]), Works("two").Select(work => work.Other["tempo"]));

        Dictionary<string, string> SplitsIn(string output)
            => Works(output).DistinctBy(work => work.Title + work.Name).ToDictionary(work => work.Title + work.Name, work => work.Other["split"]);
    }

    [Fact]
    public void Pieces_from_one_file_are_in_one_split()
    {
        Render("out", s_options with { Hours = 1 });
        Assert.All(Works("out").GroupBy(work => work.PieceId), piece => Assert.Single(piece.Select(work => work.Other["split"]).Distinct()));
        Assert.True(Works("out").Select(work => work.Other["split"]).Distinct().Count() > 1);
    }

    [Fact]
    public void Successive_clips_of_a_piece_have_other_keys()
    {
        Render("out", s_options with { Hours = 1 });
        Assert.All(Works("out").GroupBy(work => work.Title + work.Name), piece => Assert.Equal(3, piece.Select(work => work.Other["key_shift"]).Distinct().Count()));
    }

    [Fact]
    public void Clips_have_the_loudness_that_was_drawn_unless_their_peaks_would_clip()
    {
        Render("out");
        Assert.All(Works("out"), work =>
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
        Render("whole");
        using var stop = new CancellationTokenSource();
        var renderer = new FakeRenderer { BeforeRendering = number => { if (number == 6) stop.Cancel(); } };
        CorpusOptions options = s_options with { Threads = 1 };
        Assert.ThrowsAny<OperationCanceledException>(
            () => CorpusRenderer.Render(_scores, _folder.File("out"), options, renderer, new Progress(), stop.Token));
        Assert.Equal(5, Works("out").Count);

        var second = new FakeRenderer();
        CorpusRenderer.Render(_scores, _folder.File("out"), s_options, second, new Progress(), CancellationToken.None);
        Assert.Equal(10, second.Count);
        Assert.Equal(Files("whole"), Files("out"));
        Assert.All(Files("out"), file => Assert.Equal(File.ReadAllBytes(_folder.File("whole", file)), File.ReadAllBytes(_folder.File("out", file))));
    }

    [Fact]
    public void A_corpus_is_not_continued_with_other_options()
    {
        Render("out");
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(() => Render("out", s_options with { Seed = 2 }));
        Assert.Contains("--seed 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_files_is_not_written_to()
    {
        _folder.Write("out/thesis.txt", "mine");
        Assert.Contains("no corpus", Assert.Throws<Pix2PitchException>(() => Render("out")).Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Files("out"));
    }

    [Fact]
    public void A_damaged_piece_is_left_out_with_the_reason_and_strict_refuses_it()
    {
        _folder.Write("scores/midi/baroque/baroque-1.mid", [1, 2, 3]);
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(() => Render("out", s_options with { Strict = true }));
        Assert.Contains("baroque-1.mid", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));

        Render("out", s_options with { Hours = 1 });
        Assert.Contains("baroque-1.mid", File.ReadAllText(_folder.File("out", "left-out.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain(Works("out"), work => work.Path.Contains("baroque-1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clip_that_is_nearly_silent_is_left_out_with_the_reason()
    {
        CorpusRenderer.Render(_scores, _folder.File("out"), s_options, new FakeRenderer { Amplitude = 1e-5f }, new Progress(), CancellationToken.None);
        Assert.Empty(Works("out"));
        Assert.Contains("nearly silent", File.ReadAllText(_folder.File("out", "left-out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_counts_clips_by_style_and_instrumentation()
    {
        string summary = Render("out");
        Assert.Equal(summary, File.ReadAllText(_folder.File("out", "summary.md")));
        Assert.Contains("15 clips, 0.04 h", summary, StringComparison.Ordinal);
        Assert.Contains("| all | 3 | 3 | 3 | 3 | 3 | 15 |", summary, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Render(string output, CorpusOptions? options = null)
        => CorpusRenderer.Render(_scores, _folder.File(output), options ?? s_options, new FakeRenderer(), new Progress(), CancellationToken.None);

    private IReadOnlyList<Work> Works(string output) => ManifestSources.Read(_folder.File(output, "music.csv")).Works;

    private string[] Files(string output)
        => [.. Directory.GetFiles(_folder.File(output), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.File(output), file)).Order(StringComparer.Ordinal)];
}
