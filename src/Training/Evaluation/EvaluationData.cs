using Pix2Pitch.Features;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>The paintings, clips and classifier of an evaluation.</summary>
internal sealed record EvaluationData
{
    private const int FeatureSize = 256; // pixels

    /// <summary>The held-out paintings.</summary>
    public required IReadOnlyList<EvaluationPainting> Paintings { get; init; }

    /// <summary>The held-out real clips.</summary>
    public required IReadOnlyList<EvaluationClip> Real { get; init; }

    /// <summary>The training clips.</summary>
    public required IReadOnlyList<EvaluationClip> Training { get; init; }

    /// <summary>Finds the style of clips.</summary>
    public required MusicStyleClassifier Classifier { get; init; }

    /// <summary>Sentences on what was left out.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Reads everything, and trains the classifier if none is given.</summary>
    /// <exception cref="Pix2PitchException">A list cannot be read, or there are too few paintings or clips.</exception>
    public static EvaluationData Read(EvaluationOptions options, Progress progress, CancellationToken stop)
    {
        progress.Next("Reading the lists");
        MusicStyleClassifier? classifier = options.Classifier switch { null => null, "shipped" => MusicStyleClassifier.Default, var file => MusicStyleClassifier.Read(file) };
        Library library = Library.Read(options.Library);
        var notes = library.LeftOut.GroupBy(each => each.Reason).Select(group => $"{group.Count()} files were left out: {group.Key}").ToList();
        bool isSplit = options.TrainingMusic is null;
        var split = new SplitOptions { TestShare = options.HeldOutShare, Seed = options.Seed };
        LabelledWork[] paintings = isSplit ? HeldOut(library.Paintings, SplitGroups.OfPainting, split, isHeldOut: true) : [.. library.Paintings];
        LabelledWork[] real = isSplit ? HeldOut(library.Music, SplitGroups.OfMusic, split, isHeldOut: true) : [.. library.Music];
        if (paintings.Length < EvaluationOptions.MinPaintings)
        {
            throw new Pix2PitchException($"There are {paintings.Length} {(isSplit ? "held-out paintings" : "paintings")} of known style; {EvaluationOptions.MinPaintings} or more are needed for figures that mean something"
                + (notes.Count > 0 ? $". {notes[0]}" : "."));
        }
        (IReadOnlyList<EvaluationClip> training, IReadOnlyList<EvaluationClip> heard) = ([], []);
        progress.Next("Analysing the training clips");
        training = isSplit ? Clips(HeldOut(library.Music, SplitGroups.OfMusic, split, isHeldOut: false), "training clips") : EvaluationMusic.Read(options.TrainingMusic!, options.ClipsPerRecording, progress, stop);
        progress.Next("Analysing the held-out clips");
        heard = Clips(real, isSplit ? "held-out clips" : "clips");
        if (classifier is null)
        {
            progress.Next("Training the classifier of music");
            (classifier, double accuracy) = MusicStyleTrainer.Train(training, "");
            classifier = classifier with { TrainedOn = $"trained on the training clips; it finds the style of {100 * accuracy:0} % of those of pieces that it was not trained on" };
        }
        progress.Next("Measuring the paintings");
        return new EvaluationData { Paintings = Measured(Chosen(paintings, options), notes, progress, stop), Real = heard, Training = training, Classifier = classifier, Notes = notes };

        IReadOnlyList<EvaluationClip> Clips(IReadOnlyList<LabelledWork> works, string what)
        {
            (IReadOnlyList<EvaluationClip> clips, IReadOnlyList<LeftOut> leftOut) = ClipReader.Read(works, options.ClipsPerRecording, progress, stop);
            notes.AddRange(leftOut.Select(each => $"'{Path.GetFileName(each.File)}' was left out: {each.Reason}"));
            return clips.Count >= EvaluationMusic.MinClips ? clips
                : throw new Pix2PitchException($"There are {clips.Count} {what} that can be used; {EvaluationMusic.MinClips} or more are needed for figures that mean something.");
        }
    }

    private static LabelledWork[] HeldOut(IReadOnlyList<LabelledWork> works, Func<Manifests.Work, IReadOnlyList<string>> groups, SplitOptions options, bool isHeldOut)
    {
        Split[] splits = DataSplit.Choose(works, work => work.Style, work => groups(work.Work), options);
        return [.. works.Where((_, i) => splits[i] != Split.Train == isHeldOut)];
    }

    // At most the requested number, spread evenly over the list, which is usually sorted by style.
    private static LabelledWork[] Chosen(LabelledWork[] paintings, EvaluationOptions options)
    {
        int count = Math.Min(options.MaxPaintings, paintings.Length);
        return [.. Enumerable.Range(0, count).Select(i => paintings[(int)((long)i * paintings.Length / count)])];
    }

    private static EvaluationPainting[] Measured(LabelledWork[] works, List<string> notes, Progress progress, CancellationToken stop)
    {
        var extractor = new PaintingFeatureExtractor();
        var found = new (EvaluationPainting? Painting, string? Problem)[works.Length];
        int done = 0;
        Parallel.For(0, works.Length, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            LabelledWork work = works[i];
            try
            {
                float[] pixels = PaintingReader.Read(work.Work.Path, new PaintingOptions { Size = FeatureSize });
                string artist = SplitGroups.OfPainting(work.Work) is [var group, ..] ? group : work.Work.Path;
                found[i].Painting = new EvaluationPainting(work.Work, artist, work.Style, extractor.Extract(pixels, FeatureSize, FeatureSize));
            }
            catch (Pix2PitchException e)
            {
                found[i].Problem = e.Message;
            }
            progress.Report(Interlocked.Increment(ref done), works.Length);
        });
        notes.AddRange(found.Select(each => each.Problem).OfType<string>());
        EvaluationPainting[] paintings = [.. found.Select(each => each.Painting).OfType<EvaluationPainting>()];
        return paintings.Length >= EvaluationOptions.MinPaintings ? paintings
            : throw new Pix2PitchException($"Only {paintings.Length} paintings can be read; {EvaluationOptions.MinPaintings} or more are needed for figures that mean something. {notes[^1]}");
    }
}
