using Pix2Pitch.Tools.Demo;

namespace Pix2Pitch.Tools.Tests.Demo;

public class ProgramTests
{
    [Theory]
    [InlineData]
    [InlineData("--sed")]
    [InlineData("demo", "--seed", "1.5")]
    public void Wrong_arguments_end_with_exit_code_2_and_write_nothing(params string[] arguments)
    {
        object? code = typeof(DemoWriter).Assembly.EntryPoint!.Invoke(null, [arguments]);
        Assert.Equal(2, code);
        Assert.DoesNotContain(arguments, Directory.Exists);
    }
}
