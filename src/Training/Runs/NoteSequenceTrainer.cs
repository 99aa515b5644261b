using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// The training step of a recurrent generator: the notes of a clip become more likely, given its style and its ranks (maximum likelihood). Clips are transposed at random, because music means
/// the same in every key.
/// </summary>
internal sealed class NoteSequenceTrainer : Trainer
{
    private const int MaxTransposition = 4; // semitones up and down
    private const double NothingShare = 0.1; // of clips of which nothing is known: what guidance starts from
    private const int WindowBatches = 8; // among which pairs are sorted by their number of notes, because the longest sequence of a batch decides how long it takes
    private const int RankShift = 40; // no run has as many steps
    private const int ValidationClips = 64, ValidationBatch = 16;
    private const int ChooserBatch = 32;

    private readonly EpochOrder _order;
    private readonly ClipRanks _ranks;
    private readonly TrainedNetwork<GeneratorNetwork> _generator;
    private readonly Lazy<CandidateChooser> _chooser;

    /// <inheritdoc cref="Trainer.Create"/>
    public NoteSequenceTrainer(TrainingOptions options, ITrainingData data, IRankGroup? group = null) : base(options, data, group ?? SingleRank.Instance)
    {
        _order = new EpochOrder(data.Training.Count, options.Seed);
        _generator = Add(
            Checkpoint.GeneratorName, RandomPurpose.GeneratorWeights, options.LearningRate, () => GeneratorNetwork.Create(GeneratorOptions), averages: true, scalesByInputs: true);
        Networks = [_generator];
        _ranks = new ClipRanks(data);
        MeasurePaintings();
        _chooser = new Lazy<CandidateChooser>(TrainChooser);
    }

    public override IReadOnlyList<TrainedNetwork> Networks { get; }

    public override GeneratorNetwork Average => _generator.Average;

    public override CandidateChooser? Chooser => _chooser.Value;

    /// <summary>The cross entropy of held-out clips with the average weights, in nats for each note; null if no clip is held out.</summary>
    public override double? ValidationLoss()
    {
        TrainingPair[] pairs = [.. Data.Validation.DistinctBy(pair => pair.Mel).Take(ValidationClips)];
        if (pairs.Length == 0) return null;
        using IDisposable noGradient = no_grad();
        double sum = 0;
        foreach (TrainingPair[] some in pairs.Chunk(ValidationBatch))
        {
            using DisposeScope scope = NewDisposeScope();
            sum += some.Length * Loss((RecurrentGenerator)Average, some, isValidation: true, position: 0).item<float>();
        }
        return sum / pairs.Length;
    }

    protected override LossRecorder Train(long step, bool paused)
    {
        long position = Share.Position(step, 0);
        TrainingPair[] pairs = PairsOf(step);
        // Other dropout on each rank; rank 0 has that of a training in one process.
        TorchSharp.torch.random.manual_seed((long)(new SeededRandom(Options.Seed, RandomPurpose.Dropout, step + ((long)Group.Rank << RankShift)).NextBits() >> 1));
        _generator.ClearGradients();
        Tensor loss = Loss((RecurrentGenerator)_generator.Network, pairs, isValidation: false, position);
        loss.backward();
        _generator.Update(step);
        var losses = new LossRecorder(step, (double)(step - 1) * Share.Total / Data.Training.Count, paused: false);
        losses.Add(LossName.Notes, loss);
        return losses;
    }

    private void MeasurePaintings()
    {
        using IDisposable noGradient = no_grad();
        int size = Options.Size;
        var painting = new float[3 * size * size];
        RecurrentGenerator[] generators = [.. new[] { _generator.Network, _generator.Average }.Cast<RecurrentGenerator>()];
        float[][] figures = [.. Data.TrainingPaintings.Select(each =>
        {
            using DisposeScope scope = NewDisposeScope();
            Data.ReadPainting(each.Row, painting);
            return generators[0].Figures(BatchLoader.ToTensor(painting, Device, 1, 3, size, size)).cpu().data<float>().ToArray();
        })];
        if (figures.Length == 0) return;
        var table = RankTable.Train(figures, [.. Data.TrainingPaintings.Select(each => each.Style)]);
        foreach (RecurrentGenerator generator in generators) generator.PaintingRanks = table;
    }

    // It does not change in training, so it is trained once, when the first checkpoint is written.
    private CandidateChooser TrainChooser()
    {
        using IDisposable noGradient = no_grad();
        var layer = new PianoRollLayer(CandidateChooser.Size);
        (NoteEvents Notes, Style? Style)[] clips = [.. Data.Training.DistinctBy(pair => pair.Mel).Select(pair => (Data.ReadNotes(pair.Mel), pair.Style)).Where(clip => clip.Item1.Notes.Count > 0)];
        var features = new List<float[]>();
        var figures = new List<float[]>();
        foreach ((NoteEvents Notes, Style? Style)[] some in clips.Chunk(ChooserBatch))
        {
            using DisposeScope scope = NewDisposeScope();
            NoteBatch batch = NoteBatch.Of([.. some.Select(clip => clip.Notes)], CPU);
            (Tensor mel, Tensor onsets) = CandidateChooser.Render(layer.Of(batch.Tempo, batch.Choices));
            features.AddRange(Rows(RollStyleClassifier.Features(mel)));
            figures.AddRange(Rows(RollFigures.Of(mel, onsets)));
        }
        int[] labelled = [.. Enumerable.Range(0, clips.Length).Where(i => clips[i].Style is not null)];
        return new CandidateChooser(
            RollStyleClassifier.Train([.. labelled.Select(i => features[i])], [.. labelled.Select(i => clips[i].Style!.Value)]), figures.Count == 0 ? null : RankTable.Train(figures, [.. clips.Select(clip => clip.Style)]));

        static IEnumerable<float[]> Rows(Tensor values) => values.contiguous().data<float>().ToArray().Chunk((int)values.shape[1]);
    }

    private TrainingPair[] PairsOf(long step)
    {
        long window = (step - 1) / WindowBatches, first = window * WindowBatches * Share.Total;
        TrainingPair[][] batches = [.. Enumerable.Range(0, WindowBatches * Share.Total).Select(i => Data.Training[_order[first + i]])
            .OrderBy(pair => Data.ReadNotes(pair.Mel).Notes.Count).Chunk(Share.Total)];
        new SeededRandom(Options.Seed, RandomPurpose.BatchOrder, window).Shuffle<TrainingPair[]>(batches);
        return batches[(step - 1) % WindowBatches][Share.First..(Share.First + Share.Count)];
    }

    private Tensor Loss(RecurrentGenerator generator, TrainingPair[] pairs, bool isValidation, long position)
    {
        int styles = Options.Generator.Styles, embeddingLength = GeneratorOptions.EmbeddingLength;
        var ranks = new float[pairs.Length * ClipRanks.Count];
        var style = new float[pairs.Length * styles];
        var embeddings = new float[pairs.Length * embeddingLength];
        var known = new float[pairs.Length];
        var notes = new NoteEvents[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            notes[i] = Data.ReadNotes(pairs[i].Mel);
            bool hasStyle = true, isKnown = true;
            if (!isValidation)
            {
                notes[i] = notes[i].Transpose(new SeededRandom(Options.Seed, RandomPurpose.Transposition, position + i).NextInt(2 * MaxTransposition + 1) - MaxTransposition);
                var random = new SeededRandom(Options.Seed, RandomPurpose.StyleDropout, position + i);
                hasStyle = random.NextDouble() >= Options.StyleDropout;
                isKnown = random.NextDouble() >= NothingShare;
            }
            known[i] = isKnown ? 1 : 0;
            _ranks.Read(pairs[i].Mel, pairs[i].Style, ranks.AsSpan(i * ClipRanks.Count, ClipRanks.Count));
            if (hasStyle && pairs[i].Style is { } found) style[i * styles + (int)found - 1] = 1;
            if (embeddingLength > 0) Data.ReadEmbedding(pairs[i].Painting, embeddings.AsSpan(i * embeddingLength, embeddingLength));
        }
        NoteBatch batch = NoteBatch.Of(notes, Device);
        Tensor loss = generator.CrossEntropy(
            BatchLoader.ToTensor(ranks, Device, pairs.Length, ClipRanks.Count), BatchLoader.ToTensor(style, Device, pairs.Length, styles),
            embeddingLength > 0 ? BatchLoader.ToTensor(embeddings, Device, pairs.Length, embeddingLength) : null, BatchLoader.ToTensor(known, Device, pairs.Length, 1), batch);
        if (isValidation || Group.Count == 1)
            return loss;
        // The loss is a mean over notes, of which ranks with longer sequences have more.
        double own = batch.HasEvent.sum().item<float>();
        double[] mean = [own];
        Group.Average(mean.AsSpan());
        return loss * (float)(own / mean[0]);
    }
}
