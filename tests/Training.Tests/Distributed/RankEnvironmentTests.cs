using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Distributed;

public sealed class RankEnvironmentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("PMI_RANK=0 PMI_SIZE=1")] // srun with one task
    [InlineData("SLURM_PROCID=1 SLURM_NTASKS=4")] // tasks of Slurm without MPI
    [InlineData("PMI_RANK=x PMI_SIZE=2")]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1")]
    public void A_process_that_was_started_alone_needs_no_MPI(string environment) => Assert.Null(Find(environment));

    [Fact]
    public void The_environments_of_MPICH_and_of_Slurm_are_understood()
    {
        Assert.Equal(new RankEnvironment(3, 8, 1, 2, IsOpenMpi: false), Find("PMI_RANK=3 PMI_SIZE=8 MPI_LOCALRANKID=1 MPI_LOCALNRANKS=2"));
        Assert.Equal(new RankEnvironment(3, 8, 1, 1, IsOpenMpi: false), Find("PMI_RANK=3 PMI_SIZE=8 SLURM_LOCALID=1"));
    }

    [Fact]
    public void Open_MPI_is_refused_because_its_handles_are_others()
        => Assert.Contains("start it with the mpirun of MPICH", Assert.Throws<Pix2PitchException>(() => MpiGroup.Join(Find("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2")!)).Message);

    [Fact]
    public void Ranks_share_the_positions_of_a_step_in_their_order()
    {
        var options = new TrainingOptions { BatchSize = 3 };
        BatchShare one = new(0, 6, 6), first = new(0, 3, 6), second = new(3, 3, 6);
        Assert.Equal(new BatchShare(0, 3, 3), BatchShare.Of(options, SingleRank.Instance));
        Assert.Equal(Positions(one), Positions(first).Concat(Positions(second)));
        Assert.Equal([6, 7, 8], second.Of([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])[..3]);

        static long[] Positions(BatchShare share) => [.. Enumerable.Range(0, share.Count).Select(i => share.Position(5, i))];
    }

    private static RankEnvironment? Find(string environment)
    {
        Dictionary<string, string> values = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return RankEnvironment.Find(values.GetValueOrDefault);
    }
}
