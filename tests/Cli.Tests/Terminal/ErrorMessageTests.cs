using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Tests.Terminal;

public sealed class ErrorMessageTests
{
    public static TheoryData<Exception, string> Errors => new()
    {
        { new Pix2PitchException("'a.png' is empty."), "'a.png' is empty." },
        { new InvalidOperationException("Splitter/consolidator worker encountered exception", new Pix2PitchException("'a.png' is empty.")), "'a.png' is empty." },
        { new AggregateException(new Pix2PitchException("'a.png' is empty.")), "'a.png' is empty." },
        { new UsageException("-o is empty."), "-o is empty." },
        { new OperationCanceledException(), "Stopped before the end." },
        { new IOException("No space left on device : 'a.wav'"), "No space left on device : 'a.wav'; check the path, its permissions and the space on the disk." },
        { new UnauthorizedAccessException("Access to 'a.wav' is denied."), "Access to 'a.wav' is denied; check the path, its permissions and the space on the disk." },
        { new InsufficientMemoryException(), "There is not enough memory; close other programs or use smaller files." },
        {
            new TypeInitializationException("Vips", new DllNotFoundException("Unable to load shared library 'vips'. Consider strace:\nvips.so: cannot open")),
            "A native library is missing (Unable to load shared library 'vips'); build the program again for this platform, or run it with --verbose to see the reason."
        },
        { new InvalidOperationException("First line.\nSecond line."), "An unexpected error occurred (First line); run again with --verbose and report it." },
        { new ArgumentOutOfRangeException("index", "Index was out of range."), "An unexpected error occurred (Index was out of range); run again with --verbose and report it." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_exception_is_one_sentence(Exception error, string sentence) => Assert.Equal(sentence, ErrorMessage.Of(error));

    [Fact]
    public void An_option_out_of_range_is_wrong_usage_without_the_name_of_a_parameter()
    {
        var error = Assert.Throws<UsageException>(() => UsageException.ThrowIfInvalid(() => throw new ArgumentOutOfRangeException("Width", "Width is -3; it must be positive.")));
        Assert.Equal("Width is -3; it must be positive.", ErrorMessage.Of(error));
    }
}
