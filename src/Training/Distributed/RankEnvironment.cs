using System.Globalization;

namespace Pix2Pitch.Training.Distributed;

/// <summary>What the program that started this process says of it in environment variables. They are read before MPI, so that a process that was started alone needs no MPI.</summary>
/// <param name="Rank">The number of the process, from 0.</param>
/// <param name="Count">Number of processes, 2 or more.</param>
/// <param name="LocalRank">The number of the process among those on its machine.</param>
/// <param name="LocalCount">Number of processes that share the cores of this machine; 1 if each has cores of its own.</param>
/// <param name="IsOpenMpi">Whether they were started by Open MPI.</param>
internal sealed record RankEnvironment(int Rank, int Count, int LocalRank, int LocalCount, bool IsOpenMpi)
{
    /// <summary>Reads the environment; null for a process that was started alone.</summary>
    /// <param name="environment">Returns an environment variable, null if it is not set.</param>
    public static RankEnvironment? Find(Func<string, string?> environment)
    {
        // PMI_ is set by MPICH's mpirun and by srun --mpi=pmi2; the local rank by the first as MPI_, by the second as SLURM_.
        if (Read("PMI_SIZE") is > 1 and var count && Read("PMI_RANK") is { } rank && rank < count)
            return new RankEnvironment(rank, count, Read("MPI_LOCALRANKID") ?? Read("SLURM_LOCALID") ?? 0, Math.Max(1, Read("MPI_LOCALNRANKS") ?? 1), IsOpenMpi: false);
        if (Read("OMPI_COMM_WORLD_SIZE") is > 1 and var openCount && Read("OMPI_COMM_WORLD_RANK") is { } openRank)
            return new RankEnvironment(openRank, openCount, 0, 1, IsOpenMpi: true);
        return null;

        int? Read(string name) => int.TryParse(environment(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
    }
}
