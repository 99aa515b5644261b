using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Cli.Tests;

public sealed class AcceleratorTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CUDA_that_cannot_be_used_is_one_sentence_and_never_a_run_on_the_CPU()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "--model", fixture.Model, "--accelerator", "cuda");
        if (run.ExitCode == 0)
        {
            // There is a GPU here. Then the file says that it was used.
            Assert.Matches(@"(?m)^accelerator +cuda$", Describe());
            return;
        }
        Assert.Equal(1, run.ExitCode);
        string sentence = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        bool builtForCuda = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");
        Assert.StartsWith("CUDA was requested, but ", sentence);
        Assert.Contains(builtForCuda ? "CUDA 13 and cuDNN 9" : "-p:Accelerator=cuda", sentence);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_the_network_ran_on_is_in_the_file()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "--model", fixture.Model, "--style", "none", "--accelerator", "CPU");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches(@"(?m)^accelerator +cpu$", Describe());
    }

    [Fact]
    public void Another_accelerator_is_wrong_usage()
    {
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "--accelerator", "tpu");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--accelerator must be cpu or cuda, not 'tpu'.", run.Error);
    }

    private string Describe() => Command.Run(_folder.Path, "describe", Assert.Single(Directory.GetFiles(_folder.Path, "*.wav"))).Output;
}
