using System.Text;
using Pix2Pitch.Training.Monitoring;

namespace Pix2Pitch.Training.Tests.Monitoring;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reader_of_these_tests_computes_the_published_checksum()
        => Assert.Equal(0xE3069283, EventFileReader.Checksum(Encoding.ASCII.GetBytes("123456789"))); // RFC 3720 and many others

    [Fact]
    public void Scalars_are_read_back_with_their_tags_steps_and_times()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using (var file = new EventFile(_folder.Path, 0)) file.Write(3_000_000_000, [("loss/d1", 0.25), ("loss/g", 1e-9)]);
        IReadOnlyList<EventFileReader.Scalar> scalars = EventFileReader.Read(_folder.Path);
        Assert.Equal([(3_000_000_000L, "loss/d1", 0.25f), (3_000_000_000L, "loss/g", 1e-9f)], scalars.Select(scalar => (scalar.Step, scalar.Tag, scalar.Value)));
        Assert.All(scalars, scalar => Assert.InRange(scalar.Time, before.ToUnixTimeMilliseconds() / 1000.0, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0 + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)] // a torn header
    [InlineData(20)] // a torn message
    public void A_run_that_continues_has_each_step_once(int torn)
    {
        Write(0, 1, 9);
        string first = Assert.Single(Directory.GetFiles(_folder.Path));
        byte[] written = File.ReadAllBytes(first);
        File.WriteAllBytes(first, [.. written, .. written[..torn]]);
        Write(5, 6, 8);
        Write(7, 8, 12);
        Assert.Equal(Enumerable.Range(1, 12).Select(step => (long)step), EventFileReader.Read(_folder.Path).Select(scalar => scalar.Step));
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Files_without_a_scalar_do_not_pile_up()
    {
        for (int i = 0; i < 3; i++) Write(0, 1, 4);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    private void Write(long lastStep, int from, int to)
    {
        using var file = new EventFile(_folder.Path, lastStep);
        for (int step = from; step <= to; step++) file.Write(step, [("loss/l1", 0.1 * step)]);
    }
}
