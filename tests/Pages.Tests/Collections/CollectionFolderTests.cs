using Pix2Pitch.Pages.Collections;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed class CollectionFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("music");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_complete_folder_replaces_the_old_one_and_nothing_else_stays()
    {
        Publish("one", ("old.html", "old"));
        Publish("two", ("de/new.html", "new"));
        Assert.Equal(["collection.json", "de/new.html"], Files());
        Assert.Equal("two", File.ReadAllText(Path.Combine(Target, CollectionFolder.MarkFile)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Until_it_is_complete_the_old_one_is_whole()
    {
        Publish("one");
        using (CollectionFolder folder = CollectionFolder.Begin(Target)) folder.Write(CollectionFolder.MarkFile, "two"); // and then it is killed
        Assert.Equal("one", File.ReadAllText(Path.Combine(Target, CollectionFolder.MarkFile)));
        Publish("three");
        Assert.Equal(["collection.json"], Files());
    }

    [Fact]
    public async Task A_reader_never_finds_the_folder_missing()
    {
        if (!OperatingSystem.IsLinux()) return; // elsewhere it may be missing for a moment, as the documentation says
        Publish("0");
        using var stop = new CancellationTokenSource();
        string mark = Path.Combine(Target, CollectionFolder.MarkFile);
        int reads = 0, missing = 0;
        Task reader = Task.Factory.StartNew(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (!File.Exists(mark)) Interlocked.Increment(ref missing);
                Interlocked.Increment(ref reads);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (int i = 1; i <= 50 || Volatile.Read(ref reads) < 1000; i++) Publish($"{i}");
        await stop.CancelAsync();
        await reader;
        Assert.Equal(0, missing);
    }

    [Fact]
    public void Killed_between_two_renames_the_old_one_comes_back()
    {
        Publish("one");
        Directory.Move(Target, _folder.File(".music.old"));
        using (CollectionFolder.Begin(Target)) Assert.Equal("one", File.ReadAllText(Path.Combine(Target, CollectionFolder.MarkFile)));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_not_touched()
    {
        _folder.Write("music/thesis.txt", "years of work");
        Assert.Contains("has something in it that is no collection", Refused(Target), StringComparison.Ordinal);
        Assert.Contains("is a file", Refused(_folder.File("music", "thesis.txt")), StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(_folder.File("music", "thesis.txt")));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_before_the_work()
    {
        if (OperatingSystem.IsLinux()) Assert.Contains("give a folder inside a folder that can be written to", Refused("/proc/music"), StringComparison.Ordinal); // read-only even for root
        Assert.Contains("does not exist; make it first", Refused(_folder.File("gone", "music")), StringComparison.Ordinal);
        Assert.Contains("is a whole disk", Refused(Path.GetPathRoot(_folder.Path)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_do_not_make_the_same_folder()
    {
        using (CollectionFolder.Begin(Target)) Assert.Contains("Another process is making", Refused(Target), StringComparison.Ordinal);
        using CollectionFolder again = CollectionFolder.Begin(Target);
    }

    private static string Refused(string path) => Assert.Throws<Pix2PitchException>(() => CollectionFolder.Begin(path)).Message;

    private void Publish(string mark, params (string File, string Text)[] files)
    {
        using CollectionFolder folder = CollectionFolder.Begin(Target);
        foreach ((string file, string text) in files) folder.Write(file, text);
        folder.Write(CollectionFolder.MarkFile, mark);
        folder.Publish();
    }

    private string[] Files() => [.. Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Target, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
