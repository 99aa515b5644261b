namespace Pix2Pitch.Transforms.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_when_the_new_one_is_complete()
    {
        string path = _folder.Write("a", "old");
        AtomicFile.Write(path, file =>
        {
            file.Write("new"u8);
            file.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_as_it_was()
    {
        string path = _folder.Write("old", "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException()));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, file => file.WriteByte(1), _ => throw new InvalidOperationException(), _folder.File("previous")));
        string message = Assert.Throws<Pix2PitchException>(() => AtomicFile.Write(path, _ => throw new IOException("No space left."))).Message;
        Assert.Equal($"'{path}' cannot be written (No space left); choose another folder or free some space.", message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_check_sees_the_whole_file_under_another_name()
    {
        string path = _folder.File("a");
        AtomicFile.Write(path, file => file.Write("content"u8), temporary =>
        {
            Assert.False(File.Exists(path));
            Assert.Equal("content", File.ReadAllText(temporary));
        });
        Assert.Equal("content", File.ReadAllText(path));
    }

    [Fact]
    public void The_previous_file_is_kept_on_request()
    {
        (string path, string previous) = (_folder.File("a"), _folder.File("b"));
        foreach (string text in new[] { "1", "2", "3" }) AtomicFile.Write(path, file => file.WriteByte((byte)text[0]), previous: previous);
        Assert.Equal(("3", "2"), (File.ReadAllText(path), File.ReadAllText(previous)));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_reported_by_the_check_and_by_writing()
    {
        _folder.Write("file", "");
        foreach ((string path, string reason) in new[]
        {
            (_folder.Path, "it is a folder"), (_folder.File("none", "a"), "does not exist; make it first"), (_folder.File("file", "a"), "is a file; choose a folder"),
            ("/proc/a", "cannot be written"), // read-only even for root
        })
        {
            Assert.Contains(reason, Assert.Throws<Pix2PitchException>(() => AtomicFile.Check(path)).Message, StringComparison.Ordinal);
            Assert.Contains(reason, Assert.Throws<Pix2PitchException>(() => AtomicFile.Write(path, _ => { })).Message, StringComparison.Ordinal);
        }
        AtomicFile.Check(_folder.File("file"));
        AtomicFile.Check(_folder.File("new"));
        Assert.Equal([_folder.File("file")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Temporary_files_of_killed_processes_are_deleted()
    {
        _folder.Write(".0123.part", "half");
        string whole = _folder.Write("whole.part", "whole");
        AtomicFile.DeleteLeftovers(_folder.Path);
        Assert.Equal([whole], Directory.GetFiles(_folder.Path));
    }
}
