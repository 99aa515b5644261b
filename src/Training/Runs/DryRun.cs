using System.Diagnostics;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>What training with some options needs, measured by training some steps in memory. No file is written.</summary>
/// <param name="GeneratorParameters">Number of the generator's weights.</param>
/// <param name="DiscriminatorParameters">Number of the discriminator's weights.</param>
/// <param name="Steps">Number of steps that were measured.</param>
/// <param name="SecondsPerStep">Their median duration.</param>
/// <param name="SecondsPerEvaluation">Duration of an evaluation.</param>
/// <param name="SecondsPerInput">How long it took to load the examples of a step, on another thread; null where they are not loaded ahead.</param>
/// <param name="PeakBytes">The largest memory that the process had (its resident set; not the memory of a GPU).</param>
/// <param name="Accelerator">What the networks ran on.</param>
internal sealed record DryRun(
    long GeneratorParameters, long DiscriminatorParameters, int Steps, double SecondsPerStep, double SecondsPerEvaluation, double? SecondsPerInput, long PeakBytes, Accelerator Accelerator)
{
    private const int WarmUpSteps = 2, MinSteps = 4, MaxSteps = 20; // even, because the diversity penalty is in every second step
    private const double MaxSeconds = 10;

    /// <summary>Trains two steps to warm up and then 4 to 20, for about 10 seconds.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="Pix2PitchException">The networks cannot be trained on this data or this machine.</exception>
    public static DryRun Measure(TrainingOptions options, ITrainingData data, CancellationToken cancellation)
    {
        using Trainer trainer = Trainer.Create(options, data);
        var evaluator = new Evaluator(trainer.Average, data, options.EvaluationPaintings, options.Seed, options.Health);
        evaluator.Evaluate(); // the first one takes longer
        for (int i = 0; i < WarmUpSteps; i++) Time(() => trainer.NextStep());
        var seconds = new List<double>();
        while (seconds.Count < MinSteps || (seconds.Count % 2 == 1 || seconds.Sum() < MaxSeconds) && seconds.Count < MaxSteps)
            seconds.Add(Time(() => trainer.NextStep()));
        seconds.Sort();
        double median = (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2;
        double evaluation = Time(() => evaluator.Evaluate());
        using Process process = Process.GetCurrentProcess();
        return new DryRun(Count(trainer.Networks.Where(IsGenerator)), Count(trainer.Networks.Where(network => !IsGenerator(network))), seconds.Count, median, evaluation, trainer.SecondsPerInput, process.PeakWorkingSet64, trainer.Accelerator);

        double Time(Action work)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    /// <summary>The estimated duration of a number of steps with their evaluations.</summary>
    public TimeSpan TimeOf(long steps, int evaluateEvery) => TimeSpan.FromSeconds(steps * (SecondsPerStep + SecondsPerEvaluation / evaluateEvery));

    private static bool IsGenerator(TrainedNetwork network) => network.Module is GeneratorNetwork;

    private static long Count(IEnumerable<TrainedNetwork> networks) => networks.SelectMany(network => network.Module.parameters()).Sum(parameter => parameter.numel());
}
