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
    public required IReadOnlyList<RealClip> Real { get; init; }

    /// <summary>The training clips.</summary>
    public required IReadOnlyList<RealClip> Training { get; init; }

    /// <summary>For each training clip, the style that a classifier finds that was not trained on its piece; null where <see cref="Classifier"/> may be asked.</summary>
    public required IReadOnlyList<Style?> TrainingStyles { get; init; }

    /// <summary>Finds the style of clips.</summary>
    public required MusicStyleClassifier Classifier { get; init; }

    /// <summary>Sentences on what was left out.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Reads everything, and trains the classifier if none is given.</summary>
    /// <param name="options">What is read.</param>
    /// <param name="judged">The paintings whose styles have been judged; null if they are judged later.</param>
    /// <param name="progress">Shows what is being done.</param>
    /// <param name="stop">Stops.</param>
    /// <exception cref="Pix2PitchException">A list cannot be read, or there are too few paintings or clips.</exception>
    public static EvaluationData Read(EvaluationOptions options, JudgedStyles? judged, Progress progress, CancellationToken stop)
    {
        progress.Next("Reading the lists");
        MusicStyleClassifier? classifier = options.Classifier switch { null => null, "shipped" => MusicStyleClassifier.Default, var file => MusicStyleClassifier.Read(file) };
        Library library = Library.Read(options.Library, cancellation: stop);
        List<string> notes = [.. LeftOutNotes(library.LeftOut)];
        bool isSplit = options.TrainingMusic is null;
        var split = new SplitOptions { TestShare = options.HeldOutShare, Seed = options.Seed };
        PreparedSplits? prepared = options.Prepared is { } preparedFolder ? new PreparedSplits(preparedFolder) : null;
        LabelledWork[] paintings = Paintings();
        LabelledWork[] real = !isSplit ? [.. library.Music] : Music(isHeldOut: true);
        if (paintings.Length < EvaluationOptions.MinPaintings)
        {
            string what = judged is not null ? $"paintings in '{judged.Path}'" : isSplit ? "held-out paintings" : "paintings";
            throw new Pix2PitchException($"There are {paintings.Length} {what} of known style; {EvaluationOptions.MinPaintings} or more are needed for figures that mean something"
                + (notes.Count > 0 ? $". {notes[0]}" : "."));
        }
        // What is quick, or most likely to be too little, comes first.
        string realName = isSplit ? "held-out clips" : "clips";
        EvaluationMusic.Require((long)real.Length * options.ClipsPerRecording, realName);
        (IReadOnlyList<LabelledWork> trainingWorks, string trainingName) = (isSplit ? Music(isHeldOut: false) : [], "training clips");
        if (options.TrainingMusic is { } list)
        {
            (IReadOnlyList<LabelledWork> listed, IReadOnlyList<LeftOut> leftOut) = EvaluationMusic.List(list, options.ClipsPerRecording);
            trainingWorks = [.. listed.Where(work => work.Split is null or Split.Train)];
            if (trainingWorks.Count < listed.Count) notes.Add($"{listed.Count - trainingWorks.Count} recordings in '{list}' are not used as training clips, because its column 'split' holds them out.");
            trainingName = $"clips in '{list}'";
            notes.AddRange(LeftOutNotes(leftOut));
        }
        RequirePieces(trainingWorks.Select(work => ClipReader.PieceOf(work.Work)));
        if (classifier is null) MusicStyleTrainer.RequireStyles(trainingWorks.Select(work => work.Style));
        progress.Next("Measuring the paintings");
        EvaluationPainting[] measured = Measured(Chosen(paintings, options), notes, progress, stop);
        progress.Next($"Analysing the {realName}");
        if (real.Length > options.MaxClips)
        {
            // A recording has at least one clip, so the others would be analysed in vain.
            notes.Add($"The {realName} are those of {options.MaxClips} of {real.Length} recordings, chosen at random.");
            real = [.. ChosenClips.Of(real.Length, options.MaxClips, options.Seed).Select(i => real[i])];
        }
        IReadOnlyList<RealClip> heard = Clips(real, realName);
        if (heard.Count > options.MaxClips)
        {
            notes.Add($"{options.MaxClips} of {heard.Count} {realName}, chosen at random, are used.");
            heard = [.. ChosenClips.Of(heard.Count, options.MaxClips, options.Seed).Select(i => heard[i])];
        }
        progress.Next("Analysing the training clips");
        IReadOnlyList<RealClip> training = Clips(trainingWorks, trainingName);
        RequirePieces(training.Select(clip => clip.Piece)); // some recordings may have been left out
        IReadOnlyList<Style?> trainingStyles = new Style?[training.Count];
        if (classifier is not null)
            notes.Add("The classifier of music was given. If it was trained on these clips, it finds the style of real clips more often than it should.");
        if (classifier is null)
        {
            progress.Next("Training the classifier of music");
            (classifier, double accuracy) = MusicStyleTrainer.Train(training, "", stop);
            trainingStyles = MusicStyleTrainer.PredictHeldOut(training, classifier.Regularization);
            classifier = classifier with { TrainedOn = $"trained on the training clips; it finds the style of {100 * accuracy:0} % of those of pieces that it was not trained on" };
        }
        return new EvaluationData { Paintings = measured, Real = heard, Training = training, TrainingStyles = trainingStyles, Classifier = classifier, Notes = notes };

        LabelledWork[] Paintings()
        {
            if (judged is not null) return [.. library.Paintings.Where(work => judged.Contains(work.Work.Path))];
            if (!isSplit) return [.. library.Paintings];
            return prepared?.Paintings(library.Paintings, isHeldOut: true, notes) ?? HeldOut(library.Paintings, SplitGroups.OfPainting, split, isHeldOut: true);
        }

        LabelledWork[] Music(bool isHeldOut) => prepared?.Music(library.Music, isHeldOut, notes) ?? HeldOut(library.Music, SplitGroups.OfMusic, split, isHeldOut);

        IReadOnlyList<RealClip> Clips(IReadOnlyList<LabelledWork> works, string what)
        {
            (IReadOnlyList<RealClip> clips, IReadOnlyList<LeftOut> leftOut) = ClipReader.Read(works, options.ClipsPerRecording, progress, stop);
            notes.AddRange(leftOut.Select(each => $"'{Path.GetFileName(each.File)}' was left out: {each.Reason}"));
            EvaluationMusic.Require(clips.Count, what, leftOut);
            return clips;
        }
    }

    private static IEnumerable<string> LeftOutNotes(IReadOnlyList<LeftOut> leftOut)
        => leftOut.GroupBy(each => each.Reason).Select(group => $"{(group.Count() == 1 ? "1 file was" : $"{group.Count()} files were")} left out: {group.Key}");

    private static void RequirePieces(IEnumerable<string> pieces)
    {
        if (pieces.Distinct().Count() is var count && count < ReferenceClips.MinPieces)
            throw new Pix2PitchException($"The training clips are of {count} different pieces; {ReferenceClips.MinPieces} or more are needed for figures that mean something: add recordings of other pieces.");
    }

    internal static LabelledWork[] HeldOut(IReadOnlyList<LabelledWork> works, Func<Manifests.Work, IReadOnlyList<string>> groups, SplitOptions options, bool isHeldOut)
    {
        Split[] splits = GivenSplits.Complete(works, work => work.Split, work => work.Style, work => groups(work.Work), work => work.Name, options);
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
