namespace Pix2Pitch.Training.Distributed;

/// <summary>
/// The processes that train one run together, which MPI calls ranks and numbers from 0. Rank 0 writes the run; the others only compute. Every method has to be called by all ranks, in
/// the same order; each waits for the slowest.
/// </summary>
internal interface IRankGroup : IDisposable
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>Number of processes; 1 for a training without MPI.</summary>
    int Count { get; }

    /// <summary>The number of this process among those on its machine, from 0: which GPU it uses.</summary>
    int LocalRank { get; }

    /// <summary>Number of processes that share the cores of this machine.</summary>
    int LocalCount { get; }

    /// <summary>Replaces values by their mean over the ranks, which is the same on all of them, bit for bit.</summary>
    void Average(Span<float> values);

    /// <inheritdoc cref="Average(Span{float})"/>
    void Average(Span<double> values);

    /// <summary>The greatest value of all ranks.</summary>
    int Max(int value);

    /// <summary>The values of all ranks one after the other; every rank gives as many.</summary>
    float[] Concatenate(float[] values);

    /// <summary>The texts of all ranks.</summary>
    IReadOnlyList<string> Gather(string text);

    /// <summary>What to throw if all ranks have found the same problem.</summary>
    /// <param name="message">One sentence for the user.</param>
    Exception Failure(string message);
}
