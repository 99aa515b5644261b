using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Pix2Pitch.Manifests;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

[SupportedOSPlatform("linux")]
public sealed partial class BadFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Touch(params string[] names)
    {
        foreach (string name in names) _folder.Write(name, "x");
    }

    private List<string> Walk(Func<string, bool> isWanted, out Manifest manifest)
    {
        var builder = new ManifestBuilder(_folder.Path, _folder.Path, new ManifestOptions());
        List<string> files = [.. FolderWalk.Files(_folder.Path, isWanted, builder).Select(file => Path.GetRelativePath(_folder.Path, file))];
        manifest = builder.Build();
        return files;
    }

    [Fact]
    public void A_folder_that_vanishes_while_its_neighbour_is_read_is_reported()
    {
        Touch("a/1.jpg", "b/2.jpg", "c/3.jpg");
        List<string> files = Walk(
            name =>
            {
                if (name == "1.jpg") Directory.Delete(_folder.File("b"), recursive: true);
                return true;
            },
            out Manifest manifest);
        Assert.Equal(["a/1.jpg", "c/3.jpg"], files);
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.Equal((0, _folder.File("b")), (problem.Line, problem.File));
        Assert.Contains("cannot be read", problem.Reason);
    }

    [Fact]
    public void A_recording_that_vanishes_before_its_tags_are_read_is_listed_without_them()
    {
        Touch("Bach - Air.flac", "Bach - Fugue.flac");
        Walk(
            name =>
            {
                File.Delete(_folder.File("Bach - Fugue.flac"));
                return true;
            },
            out _);
        Assert.Equal(["Air"], ManifestSources.Read(_folder.Path).Rows.Select(row => row.Title));
        Assert.Equal("", SoundTags.Read(_folder.File("Bach - Fugue.flac")).Title);
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_reported_and_the_others_are_read()
    {
        Touch("open/1.jpg", "shut/2.jpg");
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(_folder.File("shut"), UnixFileMode.None);
        Manifest? manifest = null;
        Exception? error = Unprivileged.Record(() => manifest = ManifestSources.Read(_folder.Path));
        File.SetUnixFileMode(_folder.File("shut"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Null(error);
        Assert.Equal("1.jpg", Path.GetFileName(Assert.Single(manifest!.Rows).Path));
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.Equal(_folder.File("shut"), problem.File);
        Assert.Contains("denied", problem.Reason);
    }

    [Fact]
    public void A_list_that_may_not_be_read_is_one_sentence()
    {
        string list = _folder.Write("list.csv", "file\na.jpg\n");
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(list, UnixFileMode.None);
        var error = Assert.IsType<Pix2PitchException>(Unprivileged.Record(() => ManifestReader.Read(list)));
        Assert.Contains("list.csv", error.Message);
        Assert.Contains("may read", error.Message);
    }

    [Fact]
    public void A_link_to_itself_and_links_in_a_ring_do_no_harm()
    {
        Touch("Baroque/a.jpg", "Romantic/b.jpg");
        File.CreateSymbolicLink(_folder.File("Baroque", "self.jpg"), _folder.File("Baroque", "self.jpg"));
        Directory.CreateSymbolicLink(_folder.File("Baroque", "there"), _folder.File("Romantic"));
        Directory.CreateSymbolicLink(_folder.File("Romantic", "back"), _folder.File("Baroque"));
        Directory.CreateSymbolicLink(_folder.File("Romantic", "nowhere"), _folder.File("gone"));
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.Equal(["a.jpg", "self.jpg", "b.jpg"], manifest.Rows.Select(row => Path.GetFileName(row.Path)));
        Assert.Equal(["there", "back", "nowhere"], manifest.Problems.Select(problem => Path.GetFileName(problem.File)));
    }

    [Fact]
    public void Names_in_other_alphabets_and_paths_of_more_than_255_bytes_are_read()
    {
        string folder = string.Join('/', "Импрессионизм", new string('长', 80), new string('й', 120));
        Touch($"{folder}/葛飾北斎_大波-1831.jpg", $"{folder}/Архип Куинджи - Ночь.png");
        IReadOnlyList<Work> rows = ManifestSources.Read(_folder.Path).Rows;
        Assert.Equal(["Архип Куинджи", "葛飾北斎"], rows.Select(row => row.Name));
        Assert.Equal((null, 1831), (rows[0].Year, rows[1].Year));
        Assert.All(rows, row => Assert.True(System.Text.Encoding.UTF8.GetByteCount(row.Path) > 255 && File.Exists(row.Path)));
        string list = _folder.Write("list.csv", $"file\n{folder}/葛飾北斎_大波-1831.jpg\n");
        Assert.True(File.Exists(Assert.Single(ManifestReader.Read(list).Rows).Path));
    }

    [Fact]
    public void A_folder_whose_path_is_too_long_for_the_system_is_reported()
    {
        // Only a folder that is moved there can lie at the end of a path of more than 4,095 bytes.
        string name = new('d', 255), chain = string.Join('/', Enumerable.Repeat(name, 8));
        Touch($"{name}/{chain}/1.jpg", $"b/{chain}/2.jpg");
        string top = _folder.File("b", name), deep = _folder.File(name, chain, name);
        Directory.Move(top, deep);
        try
        {
            Manifest manifest = ManifestSources.Read(_folder.File(name));
            Assert.Equal("1.jpg", Path.GetFileName(Assert.Single(manifest.Rows).Path));
            Assert.Contains("longer than 4095 bytes", Assert.Single(manifest.Problems).Reason);
        }
        finally
        {
            Directory.Move(deep, top);
        }
    }

    [Fact]
    public void Thousands_of_broken_files_are_listed_at_once()
    {
        for (int i = 0; i < 5_000; i++) _folder.Write($"baroque/{i:0000}.{(i % 2 == 0 ? "jpg" : "flac")}", i % 3 == 0 ? "" : "RIFF broken");
        int thrown = 0, thread = Environment.CurrentManagedThreadId; // other tests run beside this one
        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e)
        {
            if (Environment.CurrentManagedThreadId == thread && e.Exception.StackTrace?.Contains("Pix2Pitch.Manifests", StringComparison.Ordinal) == true) Interlocked.Increment(ref thrown);
        }
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            Assert.Equal(5_000, ManifestSources.Read(_folder.Path).Rows.Count);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }
        Assert.Equal(0, thrown);
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        Touch("a.flac");
        Assert.Equal(0, MakePipe(_folder.File("b.flac"), 0x1B6));
        Assert.Equal(["a.flac", "b.flac"], ManifestSources.Read(_folder.Path).Rows.Select(row => Path.GetFileName(row.Path)));
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
