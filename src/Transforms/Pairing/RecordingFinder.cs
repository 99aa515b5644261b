using System.Globalization;
using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// Finds the recording that suits a painting best, as "Imaginary Soundscapes" (Kajihara, Dozono and Tokui 2017) finds a sound for a picture: by the affinities with which paintings are paired with
/// music. Light paintings get bright music, strong colours loud music, and warm colours busy music, of the style of the painting where there is some.
/// </summary>
internal sealed class RecordingFinder
{
    private const double ClipSeconds = 10, MinSeconds = 2;
    private const int MaxClips = 4; // of a recording, evenly distributed

    // The quartiles of 614 paintings of five styles (lightness, saturation, warmth), by which one painting alone has ranks.
    private static readonly (double Lower, double Median, double Upper)[] s_paintings = [(29.0, 39.1, 50.7), (9.8, 13.1, 17.8), (0.50, 0.75, 0.88)];

    private static readonly (string Painting, string Music)[] s_words = [("lighter", "brighter"), ("more saturated", "louder"), ("warmer", "busier")];

    private readonly IReadOnlyList<Clip> _clips;
    private readonly RankedClips _all;
    private readonly Dictionary<Style, RankedClips> _byStyle;

    private RecordingFinder(Clip[] clips)
    {
        (_clips, _all) = (clips, RankedClips.Of(clips));
        _byStyle = clips.Where(clip => clip.Style is not null).GroupBy(clip => clip.Style!.Value).ToDictionary(style => style.Key, style => RankedClips.Of([.. style]));
    }

    /// <summary>Number of recordings.</summary>
    public int Recordings => _clips.Select(clip => clip.Work.Path).Distinct().Count();

    /// <summary>Measures the recordings of a folder or list. Up to four clips of 10 s are taken from each.</summary>
    /// <param name="path">A folder or manifest.</param>
    /// <param name="warn">Receives a sentence for each recording that cannot be used.</param>
    /// <param name="progress">Receives the number of recordings that are done, and of all.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="Pix2PitchException">There is no recording that can be used.</exception>
    public static RecordingFinder Read(string path, Action<string> warn, IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        Manifest manifest = ManifestSources.Detect(path, MediaKind.Recordings).Read(new ManifestOptions { OnProblem = problem => warn($"'{problem.File}'{(problem.Line > 0 ? $", line {problem.Line}" : "")}: {problem.Reason}") }, cancellation);
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var found = new List<Clip>[manifest.Works.Count];
        var sentences = new string?[found.Length];
        int done = 0;
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            found[i] = [];
            Work work = manifest.Works[i] with { Path = Path.GetFullPath(manifest.Works[i].Path, Path.GetFullPath(folder)) };
            try
            {
                found[i].AddRange(ClipsOf(work));
                if (found[i].Count == 0) sentences[i] = $"'{work.Path}' is silent or shorter than {MinSeconds} s and is left out.";
            }
            catch (Pix2PitchException e)
            {
                sentences[i] = e.Message;
            }
            progress?.Report((Interlocked.Increment(ref done), found.Length));
        });
        foreach (string sentence in sentences.OfType<string>()) warn(sentence);
        Clip[] clips = [.. found.SelectMany(each => each)];
        return clips.Length == 0 ? throw new Pix2PitchException($"'{path}' has no recording that can be used: give a folder or a list of recordings of {MinSeconds} s or more.") : new RecordingFinder(clips);
    }

    /// <summary>The clip that suits a painting best.</summary>
    /// <param name="painting">The features of the painting.</param>
    /// <param name="style">Its style; null for unknown.</param>
    public RecordingMatch Find(PaintingFeatures painting, Style? style)
    {
        RankedClips? ofStyle = style is { } known ? _byStyle.GetValueOrDefault(known) : null;
        (Clip[] candidates, double[][] ranks) = ofStyle ?? _all;
        double[] seen = Affinity.Of(painting)!, wanted = [.. seen.Select((value, i) => Rank(value, s_paintings[i]))];
        int best = Enumerable.Range(0, candidates.Length).MinBy(i => ranks[i].Zip(wanted, (rank, want) => (rank - want) * (rank - want)).Sum());
        Clip clip = candidates[best];
        var reasons = new List<string>();
        if (ofStyle is not null) reasons.Add($"both are of the style {StyleNames.Of(style!.Value)}");
        else if (style is not null) reasons.Add($"no recording is known to be of the style {StyleNames.Of(style.Value)}");
        for (int i = 0; i < s_words.Length; i++)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture,
                $"the painting is {s_words[i].Painting} than {100 * wanted[i]:0} % of paintings, and the clip is {s_words[i].Music} than {100 * ranks[best][i]:0} % of the {candidates.Length} clips"));
        }
        return new RecordingMatch(clip.Work, clip.Offset, ClipSeconds, reasons);
    }

    private static IEnumerable<Clip> ClipsOf(Work work)
    {
        double seconds = AudioReader.ReadSeconds(work.Path);
        int count = Math.Clamp((int)(seconds / ClipSeconds), 1, MaxClips);
        Style? style = KnowledgeBase.Default.FindStyle(work.Style, work.Name, work.Year, work.Location).Style;
        var extractor = new MusicFeatureExtractor();
        for (int i = 0; i < count; i++)
        {
            double offset = count == 1 ? 0 : i * (seconds - ClipSeconds) / (count - 1);
            AudioClip clip = AudioReader.Read(work.Path, MusicFeatureExtractor.SampleRate, offset, ClipSeconds);
            if (clip.Samples.Length < MinSeconds * clip.SampleRate || MusicFeatureExtractor.IsSilent(clip.Samples)) continue;
            yield return new Clip(work, offset, style, Affinity.Of(extractor.Extract(clip.Samples))!);
        }
    }

    // The logistic function close to the normal distribution; the quartiles of a normal distribution are 1.349 standard deviations apart.
    private static double Rank(double value, (double Lower, double Median, double Upper) quartiles)
        => 1 / (1 + Math.Exp(-1.702 * (value - quartiles.Median) * 1.349 / (quartiles.Upper - quartiles.Lower)));

    private sealed record Clip(Work Work, double Offset, Style? Style, double[] Measures);

    /// <summary>Clips with their ranks among each other, 0 to 1, for each measure.</summary>
    private sealed record RankedClips(Clip[] Clips, double[][] Ranks)
    {
        public static RankedClips Of(Clip[] clips)
            => new(clips, [.. clips.Select(clip => clip.Measures.Select((value, i) => (clips.Count(other => other.Measures[i] < value) + clips.Count(other => other.Measures[i] == value) / 2.0) / clips.Length).ToArray())]);
    }
}
