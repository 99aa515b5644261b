using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class ShardShareTests
{
    [Theory]
    [InlineData(null, null, "", 0, 1)]
    [InlineData("0/4", null, "", 0, 4)]
    [InlineData("3/4", null, "", 3, 4)]
    [InlineData("2/4", null, "SLURM_ARRAY_TASK_ID=9", 2, 4)]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0", 0, 1)] // only where it is asked for
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_STEP=1", 1, 4)]
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=1", 3, 4)]
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2", 3, 4)]
    [InlineData("auto", 16, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=3", 7, 16)] // only the failed tasks once more
    [InlineData("auto", 8, "JOB_COMPLETION_INDEX=5", 5, 8)]
    [InlineData(null, 8, "JOB_COMPLETION_INDEX=0", 0, 8)]
    public void A_share_is_read_from_arguments_and_schedulers(string? text, int? count, string environment, int index, int of)
        => Assert.Equal((new ShardShare(index, of), null), ShardShareParser.Parse(text, count, Variables(environment)));

    [Theory]
    [InlineData("4/4", null, "", "from 0/4 to 3/4")]
    [InlineData("-1/4", null, "", "i/n")]
    [InlineData("1/0", null, "", "from 0/1 to 0/1")]
    [InlineData("1", null, "", "i/n")]
    [InlineData("a/b", null, "", "i/n")]
    [InlineData("1/2/3", null, "", "i/n")]
    [InlineData("1/4", 4, "", "--shards")]
    [InlineData(null, 0, "", "at least 1")]
    [InlineData("auto", null, "", "SLURM_ARRAY_TASK_ID")]
    [InlineData("auto", null, "JOB_COMPLETION_INDEX=3", "--shards n")]
    [InlineData("auto", 3, "JOB_COMPLETION_INDEX=3", "from 0/3 to 2/3")]
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=3", "SLURM_ARRAY_TASK_COUNT")]
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2", "no multiple of 2")]
    [InlineData("auto", null, "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=1", "from 0/3 to 2/3")]
    public void A_share_that_makes_no_sense_is_refused_with_the_mend(string? text, int? count, string environment, string mend)
    {
        (ShardShare? share, string? wrong) = ShardShareParser.Parse(text, count, Variables(environment));
        Assert.Null(share);
        Assert.Contains(mend, wrong);
    }

    [Fact]
    public void Every_shard_is_in_one_share()
    {
        for (int count = 1; count < 9; count++)
            Assert.All(Enumerable.Range(0, 50), number => Assert.Single(Enumerable.Range(0, count), i => new ShardShare(i, count).Has(number)));
    }

    private static Func<string, string?> Variables(string environment)
    {
        Dictionary<string, string> values = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return name => values.GetValueOrDefault(name);
    }
}
