using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// The losses of one step while it is computed, as tensors on the device. Reading a number from a GPU waits until all work before it is done, so all losses of a step
/// are read together, or those of several steps.
/// </summary>
/// <param name="step">Number of the step, from 1.</param>
/// <param name="epoch">See <see cref="StepLosses.Epoch"/>.</param>
/// <param name="paused">See <see cref="StepLosses.DiscriminatorPaused"/>.</param>
internal sealed class LossRecorder(long step, double epoch, bool paused)
{
    private readonly List<LossName> _names = [];
    private readonly List<Tensor> _values = [];

    /// <summary>Records a loss.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="value">One number.</param>
    public void Add(LossName name, Tensor value)
    {
        _names.Add(name);
        _values.Add(value.detach().reshape(1));
    }

    /// <summary>The losses, to be read later. They outlive the dispose scope of the step.</summary>
    public RecordedLosses Close() => new(step, epoch, paused, [.. _names], cat(_values).DetachFromDisposeScope());
}

/// <summary>The losses of one step, still on the device.</summary>
internal sealed record RecordedLosses(long Step, double Epoch, bool Paused, IReadOnlyList<LossName> Names, Tensor Values) : IDisposable
{
    /// <summary>Reads the losses of several steps in one transfer, and disposes them.</summary>
    public static IReadOnlyList<StepLosses> Read(IReadOnlyList<RecordedLosses> steps)
    {
        if (steps.Count == 0) return [];
        using DisposeScope scope = NewDisposeScope();
        Tensor all = steps.Count == 1 ? steps[0].Values.cpu() : cat([.. steps.Select(recorded => recorded.Values)]).cpu();
        float[] values = all.data<float>().ToArray();
        var losses = new StepLosses[steps.Count];
        int start = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            losses[i] = steps[i].ToLosses(values.AsSpan(start, steps[i].Names.Count));
            start += steps[i].Names.Count;
            steps[i].Dispose();
        }
        return losses;
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    private StepLosses ToLosses(ReadOnlySpan<float> values)
    {
        var byName = new double?[Enum.GetValues<LossName>().Length];
        for (int i = 0; i < values.Length; i++) byName[(int)Names[i]] = values[i];
        return new StepLosses(Step, Epoch, 0, 0, 0, 0, Paused).With(byName);
    }
}

/// <summary>The losses of <see cref="StepLosses"/>, in the order of <see cref="StepLosses.ToArray"/>.</summary>
internal enum LossName
{
    D1,
    D2,
    G,
    L1,
    FeatureMatching,
    ModeSeeking,
    Style,
    StyleAmbiguity,
    GradientPenalty,
    Roll,
    Notes,
    BandStatistics,
    Latent,
    PaintingD1,
    PaintingD2,
    PaintingG,
    PaintingCycle,
}
