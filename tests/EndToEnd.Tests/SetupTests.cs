using System.Diagnostics;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The script <c>./setup.sh</c> in a folder of its own, on a machine that is made up: programs that stand before the real ones on the PATH.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SetupTests()
    {
        Copy("setup.sh");
        foreach (string source in Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "compat", "TorchSharp", "native")))
            Copy(Path.GetRelativePath(TestData.RepositoryRoot, source));
        Pretend("id", "echo 1000");
        Pretend("sudo", "exit 1");
        Pretend("dpkg-query", "echo installed");
        Pretend("npm", "echo 'the network is down' >&2; exit 1");
        Pretend("g++", "exit 1");
        Pretend("node", "exit 1");
        // 'cmake --build FOLDER' leaves what the shim's build leaves.
        Pretend("cmake", "[ \"$1\" != --build ] || { mkdir -p \"$2\" && echo shim >\"$2/libtorchshim.so\"; }");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_root_the_command_to_run_is_printed()
    {
        Pretend("dpkg-query", "exit 1");
        CommandRun run = SetUp();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libvips42 libsndfile1 libtorch-dev", run.Error, StringComparison.Ordinal);
        Assert.Contains("'system packages' failed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void As_root_the_packages_are_named_and_installed()
    {
        Pretend("id", "echo 0");
        Pretend("apt-get", $"echo \"$*\" >>'{_folder.File("apt-get.calls")}'; touch '{_folder.File("installed")}'");
        Pretend("dpkg-query", $"[ -e '{_folder.File("installed")}' ] && echo installed");
        CommandRun run = SetUp();
        Assert.Contains("system packages: libvips42 libsndfile1 libtorch-dev", run.Output, StringComparison.Ordinal);
        Assert.Contains("[ok]    system packages: ", run.Output, StringComparison.Ordinal);
        string[] calls = File.ReadAllLines(_folder.File("apt-get.calls"));
        Assert.Equal("update", calls[0]);
        Assert.StartsWith("install -y --no-install-recommends libvips42 ", calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_fails_is_named_and_the_next_run_goes_on_from_there()
    {
        CommandRun failed = SetUp();
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("the network is down", failed.Error, StringComparison.Ordinal);
        Assert.Contains("'ONNX Runtime' failed", failed.Error, StringComparison.Ordinal);

        PretendOnnxRuntime();
        CommandRun next = SetUp();
        Assert.True(next.ExitCode == 0, next.Error);
        Assert.Contains("[done]  ONNX Runtime", next.Output, StringComparison.Ordinal);
        Assert.Contains("[ok]    native shim for libtorch: ", next.Output, StringComparison.Ordinal);

        (CommandRun again, double seconds) = Timed();
        for (int i = 0; i < 2 && seconds > 2; i++) (again, seconds) = Timed(); // others may be at work on the machine
        Assert.InRange(seconds, 0, 2);
        Assert.Equal(0, again.ExitCode);
        Assert.All(again.Output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("[done]", line, StringComparison.Ordinal));
        Assert.Equal("", SetUp("--quiet").Output);

        (CommandRun Run, double Seconds) Timed()
        {
            long begun = Stopwatch.GetTimestamp();
            CommandRun run = SetUp();
            return (run, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
    }

    [Fact]
    public void An_archive_with_another_hash_is_not_unpacked()
    {
        Pretend("npm", "while [ \"$1\" != --pack-destination ]; do shift; done; echo changed >\"$2/package.tgz\"");
        Pretend("node", "echo sha512-another");
        CommandRun run = SetUp();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has the hash sha512-another, not sha512-", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("artifacts", "engines", "onnxruntime")));
    }

    [Fact]
    public void What_only_training_needs_can_be_left_out()
    {
        PretendOnnxRuntime();
        Pretend("dpkg-query", "[ \"$4\" != libtorch-dev ] && echo installed");
        Pretend("cmake", "exit 1");
        CommandRun run = SetUp("--without-training");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("libtorch", run.Output, StringComparison.Ordinal);
        Assert.Contains("libtorch-dev", SetUp().Error, StringComparison.Ordinal);
        Assert.Contains("setup.sh\" --quiet --without-training", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "pix2pitch")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_tests_need_a_browser()
    {
        PretendOnnxRuntime();
        Pretend("dpkg-query", "[ \"$4\" != chromium ] && echo installed");
        Pretend("npm", $"echo \"$*\" >>'{_folder.File("npm.calls")}'; exit 1");
        Assert.Equal(0, SetUpWithoutChromium().ExitCode);
        Assert.Contains("apt-get install -y --no-install-recommends chromium'", SetUpWithoutChromium("--tests").Error, StringComparison.Ordinal);

        Pretend("chromium", "exit 1"); // one that is there already, from wherever, will do
        CommandRun run = SetUpWithoutChromium("--tests");
        Assert.Contains("[done]  system packages", run.Output, StringComparison.Ordinal);
        Assert.Contains("'axe-core' failed", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("pack axe-core@", Assert.Single(File.ReadAllLines(_folder.File("npm.calls"))), StringComparison.Ordinal);

        string integrity = File.ReadLines(_folder.File("setup.sh")).Single(l => l.StartsWith("axe_integrity=", StringComparison.Ordinal)).Split('=', 2)[1];
        _folder.Write("artifacts/setup/axe-core", integrity + "\n");
        _folder.Write("artifacts/engines/axe-core/axe.min.js", "");
        run = SetUpWithoutChromium("--tests", "--stack", "nuget");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("[done]  axe-core", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tool_is_named()
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, "env", "PATH=/nowhere:" + OnlyBasics(), "bash", _folder.File("setup.sh"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("dotnet (the .NET 10 SDK) g++ cmake npm node", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_choice_of_packages_is_kept_until_another_is_made()
    {
        Assert.Equal(0, SetUp("--stack", "nuget").ExitCode);
        Assert.Contains("package stack: nuget", SetUp().Output, StringComparison.Ordinal);
        PretendOnnxRuntime();
        Assert.Contains("package stack: compat", SetUp("--stack", "compat").Output, StringComparison.Ordinal);
        Assert.Contains("package stack: compat", SetUp().Output, StringComparison.Ordinal);
        Assert.Equal(2, SetUp("--stack", "conda").ExitCode);
    }

    [Fact]
    public void The_choice_of_libtorch_is_kept_until_another_is_made()
    {
        PretendOnnxRuntime();
        Assert.Contains("holds no libtorch", SetUpWith($"LIBTORCH_DIR={_folder.Path}").Error, StringComparison.Ordinal);
        _folder.Write("other torch/include/ATen/ATen.h", "");
        Pretend("dpkg-query", "[ \"$4\" != libtorch-dev ] && echo installed"); // it is not needed then
        Assert.Contains("[ok]    native shim", SetUpWith("LIBTORCH_DIR=other torch").Output, StringComparison.Ordinal);
        Assert.Contains("[done]  native shim", SetUp().Output, StringComparison.Ordinal);
        Assert.Contains("libtorch-dev", SetUpWith("LIBTORCH_DIR=").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_before_the_set_up_fails_with_the_sentence_that_says_so()
    {
        foreach (string pattern in (string[])["*.csproj", "*.props", "*.targets", "*.sln", "global.json"])
        {
            foreach (string source in Directory.GetFiles(TestData.RepositoryRoot, pattern, SearchOption.AllDirectories))
            {
                string relative = Path.GetRelativePath(TestData.RepositoryRoot, source);
                if (!relative.StartsWith("artifacts", StringComparison.Ordinal)) Copy(relative);
            }
        }
        foreach (string project in (string[])["", "src/Transforms"])
        {
            CommandRun run = CommandRun.Start(_folder.File(project), null, "dotnet", "build", "-v", "q", "--nologo", "-nodeReuse:false");
            Assert.Equal(1, run.ExitCode);
            string[] errors = [.. run.Output.Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal)).Select(l => l[l.IndexOf("error", StringComparison.Ordinal)..].Split(" [")[0].Trim()).Distinct()];
            Assert.Contains("run ./setup.sh once", Assert.Single(errors), StringComparison.Ordinal);
        }
    }

    private CommandRun SetUp(params string[] arguments) => SetUpWith("A=1", arguments);

    private CommandRun SetUpWith(string variable, params string[] arguments) => SetUpWithPath(Environment.GetEnvironmentVariable("PATH")!, variable, arguments);

    /// <summary>On a PATH with the same programs, where only a made-up Chromium can be found.</summary>
    private CommandRun SetUpWithoutChromium(params string[] arguments)
    {
        string programs = _folder.File("programs");
        if (!Directory.Exists(programs))
        {
            Directory.CreateDirectory(programs);
            IEnumerable<string> files = Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.GetFiles);
            foreach (string file in files.DistinctBy(Path.GetFileName).Where(f => Path.GetFileName(f) != "chromium"))
                File.CreateSymbolicLink(Path.Combine(programs, Path.GetFileName(file)), file);
        }
        return SetUpWithPath(programs, "A=1", arguments);
    }

    private CommandRun SetUpWithPath(string path, string variable, params string[] arguments) => CommandRun.Start(
        _folder.Path, null, "env", ["-u", "LIBTORCH_DIR", variable, $"PATH={_folder.File("bin")}:{path}", _folder.File("setup.sh"), .. arguments]);

    private void PretendOnnxRuntime()
    {
        string integrity = File.ReadLines(_folder.File("setup.sh")).Single(l => l.StartsWith("onnxruntime_integrity=", StringComparison.Ordinal)).Split('=', 2)[1];
        _folder.Write("artifacts/setup/onnxruntime", integrity + "\n");
        _folder.Write("artifacts/engines/onnxruntime/native/libonnxruntime.so", "");
    }

    private void Copy(string relative)
    {
        string target = _folder.File(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(TestData.RepositoryRoot, relative), target);
    }

    private void Pretend(string program, string script)
    {
        string path = _folder.Write($"bin/{program}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A folder with what the script itself runs on, and no compiler.</summary>
    private string OnlyBasics()
    {
        string folder = Directory.CreateDirectory(_folder.File("basics")).FullName;
        foreach (string tool in (string[])["bash", "dirname", "mkdir", "flock", "cat", "sed", "realpath"])
        {
            string real = ((string[])["/usr/bin", "/bin"]).Select(f => Path.Combine(f, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(folder, tool), real);
        }
        return folder;
    }
}
