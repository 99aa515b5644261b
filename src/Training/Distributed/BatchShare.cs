using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Distributed;

/// <summary>The examples of a step that one rank trains: together, the ranks train those that one process with the whole batch would.</summary>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Count">Their number, which is the same on all ranks.</param>
/// <param name="Total">The number of examples of the step on all ranks.</param>
internal readonly record struct BatchShare(int First, int Count, int Total)
{
    /// <summary>The share of a rank.</summary>
    public static BatchShare Of(TrainingOptions options, IRankGroup group) => new(group.Rank * options.BatchSize, options.BatchSize, group.Count * options.BatchSize);

    /// <summary>The position of an example of the share, counted from the start of the run.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="index">The example, from 0.</param>
    public long Position(long step, int index) => (step - 1) * Total + First + index;

    /// <summary>The part of an array, which has as many values for each example of the step, that belongs to the share.</summary>
    public float[] Of(float[] values)
    {
        if (Count == Total) return values;
        int length = values.Length / Total;
        return values[(First * length)..((First + Count) * length)];
    }
}
