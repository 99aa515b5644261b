using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Native;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Networks with their optimisers, and the training step. What a step does depends only on the weights, the seed and the number of the step. Subclasses are
/// the kinds of training.
/// </summary>
internal abstract class Trainer : IDisposable
{
    private readonly long _bytesOfStep;
    private readonly List<RecordedLosses> _unread = [];
    private bool _holdsCollector;

    /// <summary>Checks options and data, and chooses the device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">The data has no pairs or another size than the options, or the accelerator cannot be used.</exception>
    protected Trainer(TrainingOptions options, ITrainingData data, IRankGroup group)
    {
        options.Validate();
        if (options.Kind is TrainingKind.Paired or TrainingKind.NoteSequence && data.Training.Count == 0)
            throw new Pix2PitchException("There is no pair to train on; prepare the data again with more paintings or more music, or train without pairs (--kind CycleGan).");
        if (data.Size != options.Size)
            throw new Pix2PitchException($"The data was prepared for {data.Size} px, but the network is for {options.Size} px; prepare the data with --size {options.Size}.");
        bool isOnMelScale = data.Mel.Scale == FrequencyScale.Mel;
        if (options.Augmentation.Semitones > 0 && isOnMelScale)
            throw new Pix2PitchException("The data is on the mel scale, where a transposition is no shift; prepare it with --preset Semitone256, or train without --augment-semitones.");
        if (options.Output == GeneratorOutput.Notes && !isOnMelScale)
            throw new Pix2PitchException("The data is on the semitone scale, but generators of notes render mel-spectrograms on the mel scale; prepare the data with --size, or train with --output-layer Spectrogram.");
        if (options.Embedding && data.EmbeddingLength == 0)
            throw new Pix2PitchException("The data has no embeddings of the paintings; prepare the data again with them, or train without --embedding.");
        if (options.Kind == TrainingKind.NoteSequence && !data.HasNotes)
            throw new Pix2PitchException("Not every clip of the data has a MIDI file; prepare clips that tools/Scores has rendered, or train another kind.");
        if (options.Output == GeneratorOutput.Notes && options.Kind == TrainingKind.Paired && !data.HasRolls)
            throw new Pix2PitchException("Not every clip of the data has a piano roll; prepare clips that tools/Scores has rendered, or train with --output-layer Spectrogram.");
        // The examples are in memory that is used again. What a step leaves to the collector are mostly the objects of the tensors, and arrays where there are sequences of notes or
        // several ranks.
        long examples = (long)options.BatchSize * options.Size * options.Size * sizeof(float);
        _bytesOfStep = (2 << 20) + (options.Kind == TrainingKind.NoteSequence ? 8 * examples : 0) + (group.Count > 1 ? 8 * examples * group.Count : 0) + (options.PoolSize > 0 ? 8 * examples : 0);
        Options = options;
        Data = data;
        Group = group;
        Share = BatchShare.Of(options, group);
        set_num_threads(options.Threads == 0 ? Math.Max(1, Environment.ProcessorCount / group.LocalCount) : options.Threads);
        Device = DeviceFor(options.Accelerator, group);
        GeneratorOptions = options.Generator with { EmbeddingLength = options.Embedding ? data.EmbeddingLength : 0 };
        bool isMonitored = options.AdversarialLoss != AdversarialLoss.Wasserstein && options.UsesDiscriminator;
        Monitor = new DiscriminatorMonitor(isMonitored ? options.MinDiscriminatorLoss : double.NegativeInfinity, options.DiscriminatorLossWindow);
    }

    /// <summary>How the networks are trained.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The size and kind of the generator of mel-spectrograms.</summary>
    public GeneratorOptions GeneratorOptions { get; }

    /// <summary>The mean time in seconds that it took to load the examples of a step, on another thread; null where they are not loaded ahead.</summary>
    public virtual double? SecondsPerInput => null;

    /// <summary>Number of completed steps.</summary>
    public long Step { get; set; }

    /// <summary>All networks.</summary>
    public abstract IReadOnlyList<TrainedNetwork> Networks { get; }

    /// <summary>The generator of mel-spectrograms, with the moving average of the weights if there is one.</summary>
    public abstract GeneratorNetwork Average { get; }

    public DiscriminatorMonitor Monitor { get; }

    /// <summary>The output of the last step on all ranks, if the next step has the same noise; part of the run's state.</summary>
    public Tensor? PreviousOutput { get; set; }

    /// <summary>Whether the discriminator is not updated, as was decided last; part of the run's state.</summary>
    public bool PausesDiscriminator { get; set; }

    /// <summary>The earlier outputs that the discriminators see; part of the run's state.</summary>
    public virtual IReadOnlyList<ImagePool> Pools => [];

    /// <summary>Chooses between the candidates of a recurrent generator, if there is one.</summary>
    public virtual CandidateChooser? Chooser => null;

    public Device Device { get; }

    /// <summary>What the networks run on.</summary>
    public Accelerator Accelerator => Device.type == DeviceType.CUDA ? Accelerator.Cuda : Accelerator.Cpu;

    protected ITrainingData Data { get; }

    /// <summary>The ranks that train together.</summary>
    protected IRankGroup Group { get; }

    /// <summary>The examples of a step that this rank trains.</summary>
    protected BatchShare Share { get; }

    /// <summary>Creates a trainer with untrained networks.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="data">The training data; it is not disposed.</param>
    /// <param name="group">The ranks that train together; null for one process.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The data does not fit the options, libtorch computes wrong gradients for networks of this width, or the accelerator cannot be used.
    /// </exception>
    public static Trainer Create(TrainingOptions options, ITrainingData data, IRankGroup? group = null)
        => options.Kind switch
        {
            TrainingKind.Paired => new Pix2PixTrainer(options, data, group),
            TrainingKind.NoteSequence => new NoteSequenceTrainer(options, data, group),
            _ => new CycleGanTrainer(options, data, group),
        };

    /// <summary>A loss on held-out pairs, if the kind of training has one.</summary>
    public virtual double? ValidationLoss() => null;

    /// <summary>Trains one step and reads its losses.</summary>
    /// <exception cref="Pix2PitchException">A loss is not a finite number.</exception>
    public StepLosses NextStep()
    {
        RunStep();
        return ReadLosses()[^1];
    }

    /// <summary>Trains one step. Its losses are not read; that may be done after several steps.</summary>
    public void RunStep()
    {
        if (!_holdsCollector)
        {
            GarbageCollection.Hold();
            _holdsCollector = true;
        }
        GarbageCollection.BeforeStep(_bytesOfStep);
        long step = Step + 1;
        // Only where the losses of all steps before are read in every case, so that it does not depend on checkpoints between.
        if ((step - 1) % Options.ReadLossesEvery == 0)
            PausesDiscriminator = Options.PauseDiscriminator && Monitor.IsWinning;
        using (NewDisposeScope())
        {
            LossRecorder losses = Train(step, PausesDiscriminator);
            foreach (TrainedNetwork network in Networks)
                network.UpdateAverage(step);
            _unread.Add(losses.Close());
        }
        Step = step;
    }

    /// <summary>Whether the losses have to be read before the next step (<see cref="TrainingOptions.ReadLossesEvery"/>).</summary>
    public bool MustReadLosses => Step % Options.ReadLossesEvery == 0;

    /// <summary>Reads the losses of the steps since they were last read.</summary>
    /// <exception cref="Pix2PitchException">A loss is not a finite number.</exception>
    public IReadOnlyList<StepLosses> ReadLosses()
    {
        IReadOnlyList<StepLosses> read = RecordedLosses.Read(_unread);
        _unread.Clear();
        StepLosses[] all = [.. read.Select(losses => losses.Average(Group))]; // so that all ranks do the same next
        foreach (StepLosses losses in all)
        {
            if (!double.IsFinite(losses.MeanD1 + losses.MeanD2 + losses.G + losses.L1 + (losses.Notes ?? 0) + (losses.PaintingG + losses.PaintingCycle ?? 0)))
            {
                Step = losses.Step - 1;
                throw Group.Failure($"A loss is not a finite number in step {losses.Step}; start a new run with a smaller --learning-rate.");
            }
            Monitor.Add(losses.MeanD1, losses.MeanD2);
        }
        return all;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the networks and what else is in libtorch's memory.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (TrainedNetwork network in Networks)
            network.Dispose();
        foreach (RecordedLosses losses in _unread)
            losses.Dispose();
        _unread.Clear();
        PreviousOutput?.Dispose();
        PreviousOutput = null;
        if (_holdsCollector) GarbageCollection.Release();
        _holdsCollector = false;
    }

    /// <summary>Keeps the output of a step of all ranks for the next one, without a gradient; null for none.</summary>
    protected void KeepOutput(Tensor? output)
    {
        PreviousOutput?.Dispose();
        PreviousOutput = output is null ? null
            : Group.Count == 1 ? output.detach().DetachFromDisposeScope()
            : BatchLoader.ToTensor(Group.Concatenate(output.detach().cpu().data<float>().ToArray()), CPU, [Share.Total, .. output.shape[1..]]).DetachFromDisposeScope();
    }

    /// <summary>Trains one step.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="paused">Whether the discriminator is not updated.</param>
    protected abstract LossRecorder Train(long step, bool paused);

    /// <summary>Sets the first weights of a network, checks its convolutions, and creates its optimiser.</summary>
    protected TrainedNetwork<T> Add<T>(string name, RandomPurpose weights, double learningRate, Func<T> create, bool averages = false, bool scalesByInputs = false)
        where T : Module
    {
        T network = create();
        WeightInitializer.Initialize(network, Options.Seed, weights, scalesByInputs);
        if (Device.type == DeviceType.CPU)
            GradientCheck.Run(network, name);
        foreach (ConvolutionLayer layer in network.modules().OfType<ConvolutionLayer>())
            (layer.Precision, layer.ChannelsLast) = (Options.Precision, Options.ChannelsLast);
        return new TrainedNetwork<T>(name, network, averages && Options.AverageDecay > 0 ? create() : null, Options, learningRate, Device, Group);
    }

    /// <summary>Updates a discriminator, unless it is paused.</summary>
    /// <param name="network">The discriminator, whose gradients are cleared.</param>
    /// <param name="judge">What it says of images.</param>
    /// <param name="real">Real images [N, channels, S, S].</param>
    /// <param name="fake">As many generated images, without a gradient.</param>
    /// <param name="step">Number of the step.</param>
    /// <param name="paused">Whether the losses are only computed.</param>
    /// <param name="judgeFake">What it says of the generated images, if they have other conditions.</param>
    /// <returns>The losses on the real and on the generated images, and the gradient penalty if there is one.</returns>
    protected (Tensor Real, Tensor Fake, Tensor? Penalty) UpdateDiscriminator(
        TrainedNetwork network, Func<Tensor, IReadOnlyList<Judgement>> judge, Tensor real, Tensor fake, long step, bool paused, Func<Tensor, IReadOnlyList<Judgement>>? judgeFake = null)
    {
        using IDisposable? noGradient = paused ? no_grad() : null;
        network.ClearGradients();
        Tensor realLoss = AdversarialObjective.OfDiscriminator(Options.AdversarialLoss, judge(real), isReal: true);
        Tensor fakeLoss = AdversarialObjective.OfDiscriminator(Options.AdversarialLoss, (judgeFake ?? judge)(fake), isReal: false);
        Tensor? penalty = null;
        if (!paused)
        {
            Tensor loss = (realLoss + fakeLoss) * 0.5f;
            if (Options.AdversarialLoss == AdversarialLoss.Wasserstein && Options.GradientPenaltyWeight > 0)
            {
                penalty = GradientPenalty.OfWasserstein(judge, real, fake, Shares(step));
                loss = loss + penalty * (float)Options.GradientPenaltyWeight;
            }
            else if (Options.R1Gamma > 0)
            {
                penalty = GradientPenalty.OfReal(judge, real);
                loss = loss + penalty * (float)(Options.R1Gamma / 2);
            }
            loss.backward();
            network.Update(step);
        }
        return (realLoss, fakeLoss, penalty);
    }

    /// <summary>Points between real and generated examples, one for each.</summary>
    private Tensor Shares(long step)
    {
        var random = new SeededRandom(Options.Seed, RandomPurpose.GradientPenalty, step);
        return BatchLoader.ToTensor(Share.Of([.. Enumerable.Range(0, Share.Total).Select(_ => (float)random.NextDouble())]), Device, Share.Count, 1, 1, 1);
    }

    private static Device DeviceFor(Accelerator? requested, IRankGroup group)
    {
        if (requested == Accelerator.Cpu)
            return CPU;
        if (cuda.is_available())
            return group.Count == 1 ? CUDA : device(DeviceType.CUDA, group.LocalRank % cuda.device_count());
        if (requested is null)
            return CPU;
        throw new Pix2PitchException("CUDA was requested, but libtorch cannot use it: that needs a program that was built with -p:Accelerator=cuda "
            + "and an NVIDIA driver for CUDA 12.8; or train on the CPU.");
    }
}
