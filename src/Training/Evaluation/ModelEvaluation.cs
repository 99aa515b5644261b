using System.Collections.Concurrent;
using System.Globalization;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Evaluates models: makes music from held-out paintings and compares it with real music, simple baselines and shuffled paintings.</summary>
internal sealed class ModelEvaluation
{
    private readonly EvaluationOptions _options;
    private readonly EvaluationData _data;
    private readonly JudgedStyles? _judged;
    private readonly Progress _progress;
    private readonly CancellationToken _stop;
    private readonly RowBuilder _rows;
    private readonly ReferenceClips _reference;
    private readonly ConcurrentDictionary<string, int> _silent = new();
    private readonly List<string> _notes;

    private ModelEvaluation(EvaluationData data, JudgedStyles? judged, EvaluationOptions options, Progress progress, CancellationToken stop)
    {
        (_data, _judged, _options, _progress, _stop) = (data, judged, options, progress, stop);
        _reference = new ReferenceClips([.. data.Training.Select(clip => data.Classifier.Embed(clip.Analysis.Vector))], [.. data.Training.Select(clip => clip.Piece)], options.Seed);
        _rows = new RowBuilder(data.Classifier, _reference, data.Paintings, options.Seed);
        _notes = [.. data.Notes];
        if (_reference.KernelClips < _reference.Clips)
            _notes.Add($"The kernel distance is computed with {_reference.KernelClips} of the {_reference.Clips} training clips, chosen at random.");
    }

    private ParallelOptions Parallelism => new() { CancellationToken = _stop, MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Evaluates models.</summary>
    /// <param name="modelFiles">The model files.</param>
    /// <param name="options">What they are evaluated with.</param>
    /// <param name="progress">Shows what is being done.</param>
    /// <param name="stop">Stops.</param>
    /// <exception cref="Pix2PitchException">A model cannot be used, or there are too few paintings or clips.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EvaluationReport Run(IReadOnlyList<string> modelFiles, EvaluationOptions options, Progress progress, CancellationToken stop)
    {
        options.Validate();
        var models = new List<OpenedModel>();
        try
        {
            // Before anything that takes time: pictures or a model that cannot be used end it at once.
            IReadOnlyList<string> otherPictures = options.OtherPictures is { } folder ? OtherPictures.Find(folder) : [];
            if (options.StyleClassifier is { } classifier) StyleClassifier.Read(classifier);
            foreach (string file in modelFiles) models.Add(OpenedModel.Open(file, options.StyleClassifier));
            JudgedStyles? judged = options.JudgedStyles is { } table ? JudgedStyles.Read(table) : null;
            EvaluationData data = EvaluationData.Read(options, judged, progress, stop);
            return new ModelEvaluation(data, judged, options, progress, stop).Evaluate(models, otherPictures);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private EvaluationReport Evaluate(List<OpenedModel> models, IReadOnlyList<string> otherPictures)
    {
        var rows = new List<EvaluationRow>
        {
            _rows.Build("Real clips", EvaluationRowKind.Real, null, [.. _data.Real.Select(clip => new EvaluatedClip(clip.Piece, clip.Style, clip.Analysis))]),
        };
        foreach (MelOptions mel in models.Select(model => model.Metadata.Mel).Distinct()) rows.Add(RoundTrip(mel));
        if (RandomClips() is { } random) rows.Add(random);
        if (Retrieval() is { } retrieved) rows.Add(retrieved);
        for (int i = 0; i < models.Count; i++) rows.AddRange(RowsOf(models[i], i, otherPictures));
        foreach ((string what, int count) in _silent.OrderBy(silent => silent.Key, StringComparer.Ordinal))
            _notes.Add($"{(count == 1 ? "1 clip" : $"{count} clips")} of '{what}' {(count == 1 ? "was silent and is" : "were silent and are")} not in its figures.");
        return new EvaluationReport
        {
            Models = [.. models.Select(model => model.Description)],
            Options = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["seed"] = Text(_options.Seed),
                ["held-out share"] = _options.TrainingMusic is not null ? "all" : _options.Prepared is not null ? "as prepared" : Text(_options.HeldOutShare),
                ["clips per recording"] = Text(_options.ClipsPerRecording),
                ["seeds per painting, for the distance across seeds"] = Text(_options.Seeds),
                ["iterations of the inversion"] = Text(new InversionOptions().Iterations),
            },
            Paintings = _data.Paintings.Count,
            Artists = _data.Paintings.DistinctBy(painting => painting.Artist).Count(),
            RealClips = _data.Real.Count,
            RealPieces = _data.Real.DistinctBy(clip => clip.Piece).Count(),
            TrainingClips = _data.Training.Count,
            Classifier = _data.Classifier.TrainedOn,
            RealKernelDistance = _reference.OwnDistance(_options.Seed),
            Figures = [.. MusicalFigure.All.Select(figure => new EvaluatedFigure(figure.Key, figure.Name, figure.Unit, figure.Meaning))],
            Rows = rows,
            Notes = [.. _notes.Distinct()], // two models may have the same reason
        };
    }

    private EvaluationRow RoundTrip(MelOptions mel)
    {
        string name = $"Real clips as mel-spectrograms of {mel.MelBands} x {mel.Frames}{(mel.Scale == FrequencyScale.Mel ? "" : " on the semitone scale")} and back";
        _progress.Next(name);
        var extractor = new MelSpectrogramExtractor(mel, maxThreads: 1);
        var inverter = new MelSpectrogramInverter(mel, new InversionOptions { MaxThreads = 1 });
        EvaluatedClip[] clips = MakeClips(_data.Real.Count, name, i =>
        {
            RealClip clip = _data.Real[i];
            float[] samples = inverter.Invert(extractor.Extract(clip.Path, clip.OffsetSeconds), null, _stop);
            return new EvaluatedClip(clip.Piece, clip.Style, Analyse(samples, mel.SampleRate, name));
        });
        return _rows.Build(name, EvaluationRowKind.RoundTrip, null, clips);
    }

    private EvaluationRow? RandomClips()
    {
        var random = new Random(_options.Seed);
        ILookup<Style, int> byStyle = Enumerable.Range(0, _data.Training.Count).ToLookup(i => _data.Training[i].Style);
        EvaluatedClip[] clips =
        [
            .. _data.Paintings.Select((painting, i) => (painting, i, Own: byStyle[painting.Style].ToArray())).Where(each => each.Own.Length > 0)
                .Select(each => Existing(each.i, each.painting.Style, each.Own[random.Next(each.Own.Length)])),
        ];
        return clips.Length == 0 ? null : _rows.Build("A training clip of the painting's style, at random", EvaluationRowKind.Baseline, null, clips);
    }

    private EvaluationRow? Retrieval()
    {
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            new PairingSide<PaintingFeatures>
            {
                Works = [.. _data.Paintings.Select(painting => painting.Work)],
                Features = [.. _data.Paintings.Select(painting => painting.Features)],
                Styles = [.. _data.Paintings.Select(painting => (Style?)painting.Style)],
            },
            new PairingSide<MusicFeatures>
            {
                Works = [.. _data.Training.Select(clip => clip.Work)],
                Features = [.. _data.Training.Select(clip => clip.Analysis.Features)],
                Styles = [.. _data.Training.Select(clip => (Style?)clip.Style)],
            },
            new PairingOptions { Seed = _options.Seed });
        return pairs.Count == 0 ? null : _rows.Build("The best-fitting training clip (retrieval)", EvaluationRowKind.Baseline, null,
            [.. pairs.Select(pair => Existing(pair.PaintingIndex, pair.Style, pair.MusicIndex))]);
    }

    private EvaluatedClip Existing(int painting, Style style, int clip)
        => new(_data.Paintings[painting].Artist, style, _data.Training[clip].Analysis, painting, _data.TrainingStyles[clip]);

    private IEnumerable<EvaluationRow> RowsOf(OpenedModel model, int index, IReadOnlyList<string> otherPictures)
    {
        string name = model.Metadata.Name;
        IReadOnlyList<EvaluationPainting> paintings = _data.Paintings;
        string judgedName = $"{name}, style judged from the picture";
        yield return OfPaintings($"{name}, no style requested", EvaluationRowKind.Model, i => Generate(model.Plain, i, null), seedsOf: model.Plain);
        if (_judged is not null)
        {
            _notes.Add($"The styles of pictures are those in '{Path.GetFileName(_judged.Path)}', judged by classifiers that were not trained with paintings of the same artist. The paintings are all of this table, also those that the models were trained with.");
            yield return OfPaintings(judgedName, EvaluationRowKind.Model, i =>
            {
                string path = paintings[i].Work.Path;
                return model.Plain.Generate(
                    model.Plain.Read(path, judgesStyle: false, _stop) with { StyleProbabilities = _judged.Of(path) }, SeedOf(i), style: null, seconds: null, new MusicOptions().Creativity, progress: null, _stop);
            });
        }
        else if (model.Judging is { } judging)
        {
            _notes.Add(_options.StyleClassifier is { } file
                ? $"The style of pictures was judged by the style classifier '{Path.GetFileName(file)}'."
                : "The style of pictures was judged by the style classifier of this program. If it was trained with some of these paintings, their styles are found more often than those of others: "
                    + "name one that was trained without them with --style-classifier.");
            yield return OfPaintings(judgedName, EvaluationRowKind.Model, i => Generate(judging, i, null));
        }
        else
            _notes.Add($"The style was not judged from the pictures: {model.WhyNotJudging}");
        string[] unknown = [.. paintings.Select(painting => StyleNames.Of(painting.Style)).Distinct().Except(model.Metadata.Styles, StringComparer.OrdinalIgnoreCase)];
        if (unknown.Length == 0)
        {
            yield return OfPaintings($"{name}, style requested", EvaluationRowKind.Model, i => Generate(model.Plain, i, paintings[i].Style));
            int[] others = OtherPaintings();
            yield return OfPaintings($"{name}, style requested, another painting", EvaluationRowKind.Control, i => Generate(model.Plain, i, paintings[i].Style, others[i]));
        }
        else
        {
            _notes.Add($"No style was requested from '{name}', which does not know {string.Join(", ", unknown)}.");
        }
        foreach ((string kind, IReadOnlyList<OtherPicture> pictures) in OtherPictures.Of(paintings, _options.OtherPictures, otherPictures, _options.OtherPictureCount))
        {
            string title = $"{name}, {kind}";
            _progress.Next(title);
            var unreadable = new string?[pictures.Count];
            EvaluatedClip[] clips = MakeClips(pictures.Count, title, i =>
            {
                try
                {
                    return new EvaluatedClip($"{i}", null, Analyse(pictures[i].Generate(model.Plain, SeedOf(i), _stop), title));
                }
                catch (Pix2PitchException e)
                {
                    unreadable[i] = e.Message;
                    return null;
                }
            });
            _notes.AddRange(unreadable.OfType<string>());
            if (clips.Length > 0) yield return _rows.Build(title, EvaluationRowKind.OtherPictures, index, clips);
        }

        GeneratedMusic Generate(PaintingToMusic music, int i, Style? style, int? other = null) => music.Generate(paintings[other ?? i].Work.Path, SeedOf(i), style, cancellation: _stop);

        EvaluationRow OfPaintings(string title, EvaluationRowKind kind, Func<int, GeneratedMusic> generate, PaintingToMusic? seedsOf = null)
        {
            _progress.Next(title);
            EvaluatedClip[] clips = MakeClips(paintings.Count, title, i => new EvaluatedClip(paintings[i].Artist, paintings[i].Style, Analyse(generate(i), title), i));
            if (clips.Length == 0) throw new Pix2PitchException($"All music of the model '{name}' is silent; there is nothing to evaluate.");
            return _rows.Build(title, kind, index, clips, seedsOf is not null ? SeedClips(seedsOf, title) : null);
        }
    }

    // Each picture has a seed of its own. With one seed for all, their music would share its random choices, and a figure would say more about this seed than about the model.
    private int SeedOf(int picture) => unchecked(_options.Seed + picture);

    private List<IReadOnlyList<ClipAnalysis>> SeedClips(PaintingToMusic music, string title)
    {
        int count = Math.Min(_options.SeedPaintings, _data.Paintings.Count);
        EvaluatedClip[] clips = MakeClips(count * _options.Seeds, title, i => new EvaluatedClip(
            "", null, Analyse(music.Generate(_data.Paintings[i / _options.Seeds * _data.Paintings.Count / count].Work.Path, unchecked(_options.Seed + i % _options.Seeds), cancellation: _stop), title), i / _options.Seeds));
        return [.. clips.GroupBy(clip => clip.Painting).Where(group => group.Count() > 1).Select(group => group.Select(clip => clip.Analysis).ToArray())];
    }

    // For each painting, another one, of another style if there is any.
    private int[] OtherPaintings()
    {
        var random = new Random(_options.Seed);
        return [.. _data.Paintings.Select(painting =>
        {
            int[] others = [.. Enumerable.Range(0, _data.Paintings.Count).Where(i => _data.Paintings[i].Style != painting.Style)];
            if (others.Length == 0) others = [.. Enumerable.Range(0, _data.Paintings.Count).Where(i => _data.Paintings[i] != painting)];
            return others[random.Next(others.Length)];
        })];
    }

    /// <summary>Makes and analyses clips with all cores; silent ones are counted and left out. Null for one that cannot be made.</summary>
    private EvaluatedClip[] MakeClips(int count, string title, Func<int, EvaluatedClip?> clip)
    {
        var found = new EvaluatedClip?[count];
        int done = 0;
        Parallel.For(0, count, Parallelism, i =>
        {
            try
            {
                found[i] = clip(i);
            }
            catch (SilentClipException)
            {
                _silent.AddOrUpdate(title, 1, (_, before) => before + 1);
            }
            _progress.Report(Interlocked.Increment(ref done), count);
        });
        return [.. found.OfType<EvaluatedClip>()];
    }

    private static ClipAnalysis Analyse(GeneratedMusic music, string name) => Analyse(music.Samples, music.SampleRate, name);

    private static ClipAnalysis Analyse(float[] samples, int sampleRate, string name)
    {
        float[] at22050 = Resampler.Convert(samples, sampleRate, ClipAnalysis.SampleRate);
        return ClipAnalysis.IsSilent(at22050) ? throw new SilentClipException() : ClipAnalysis.Of(at22050, $"A clip of '{name}'");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class SilentClipException : Exception;
}
