using Pix2Pitch.Training.Tests.Preparation;

namespace Pix2Pitch.Training.Tests.Commands;

/// <summary>Arguments of <c>prepare</c> that cannot be meant, run inside the process of the tests.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class PrepareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "--verify only reads", "--verify", "DATA", "--seed", "3")]
    [InlineData(2, "--verify only reads", "--verify", "DATA", "--shard", "0/2")]
    [InlineData(2, "prepared folder", "--verify")]
    [InlineData(2, "from 0/4 to 3/4", "DATA", "--shard", "4/4")]
    [InlineData(2, "SLURM_ARRAY_TASK_ID", "DATA", "--shard", "auto")]
    [InlineData(2, "--paintings and --music")]
    [InlineData(2, "--music", "--paintings", "DATA")]
    [InlineData(2, "leave it out", "DATA", "--paintings", "DATA", "--music", "DATA")]
    [InlineData(2, "at most 0.5", "DATA", "--validation", "0.4", "--test", "0.3")]
    [InlineData(2, "from 1 to 10,000", "DATA", "--clips", "0")]
    [InlineData(2, "from 0 to 1,024", "DATA", "--threads", "-1")]
    [InlineData(1, "not a folder of prepared data", "--verify", "DATA")]
    [InlineData(1, "early version", "DATA", "-o", "OLD")]
    public void What_cannot_be_meant_is_refused_in_a_sentence(int expected, string names, params string[] arguments)
    {
        string data = SmallLibrary.Write(_folder.File("data"), 2, 2), old = _folder.File("old");
        _folder.Write("old/settings.json", "{}");
        _folder.Write("old/paintings.npy", "");
        (int code, _, string error) = Command.Run(["prepare", .. arguments.Select(a => a switch { "DATA" => data, "OLD" => old, _ => a })]);
        Assert.Equal(expected, code);
        Assert.Contains(names, error);
        Assert.DoesNotContain("   at ", error);
    }
}
