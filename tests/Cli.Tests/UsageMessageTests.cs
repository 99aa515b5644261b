namespace Pix2Pitch.Cli.Tests;

/// <summary>What is wrong with a command line is said in plain words, and what was meant perhaps.</summary>
public sealed class UsageMessageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("There is no command 'genrate'; did you mean 'generate'?", "genrate", "a.png")]
    [InlineData("There is no command 'Generate'; did you mean 'generate'?", "Generate", "a.png")]
    [InlineData("There is no command 'carve'; commands are generate, paint, invert, collection, serve, describe, doctor, completion.", "carve")]
    [InlineData("'here.png' is a file; put a command before it: generate, paint, invert, collection, serve, describe, doctor, completion.", "here.png")]
    [InlineData("Name a command: generate, paint, invert, collection, serve, describe, doctor, completion.")]
    [InlineData("There is no option '--verison'; did you mean '--version'?", "--verison")]
    [InlineData("There is no option '--sytle'; did you mean '--style'?", "generate", "a.png", "--sytle", "baroque")]
    [InlineData("There is no option '-seed'; did you mean '--seed'?", "generate", "a.png", "-seed", "5")]
    [InlineData("There is no option '--presett'; did you mean '--preset'?", "invert", "a.png", "--presett", "small64")]
    [InlineData("There is no style 'barouqe'; did you mean 'baroque'?", "generate", "a.png", "--style", "barouqe")]
    [InlineData("There is no preset 'smal64'; did you mean 'Small64'?", "invert", "a.png", "--preset", "smal64")]
    [InlineData("The argument <painting> is empty; give it a value.", "generate", "")]
    [InlineData("The argument <painting> is empty; give it a value.", "generate", "a.png", " ")]
    [InlineData("The argument <file> is empty; give it a value.", "describe", "")]
    [InlineData("--model is empty; give it a value or leave it out.", "generate", "a.png", "--model", "")]
    [InlineData("--artist is empty; give it a value or leave it out.", "generate", "a.png", "--artist", "")]
    [InlineData("--seed must be a whole number from -2147483648 to 2147483647, not '12345678901'.", "generate", "a.png", "--seed", "12345678901")]
    [InlineData("--seed must be a whole number, not '1.5'.", "generate", "a.png", "--seed", "1.5")]
    [InlineData("--seed needs a value: --seed number.", "generate", "a.png", "--seed")]
    [InlineData("--seed needs a value: --seed number.", "generate", "a.png", "--seed", "-o", "a.wav")]
    [InlineData("--seed is given 2 times; give it once.", "generate", "a.png", "--seed", "1", "--seed", "2")]
    [InlineData("--creativity must be a number from 0 to 1, such as 0.5, not '0,5'.", "generate", "a.png", "--creativity", "0,5")]
    [InlineData("--seconds must be a number from 1 to 600, such as 30 or 12.5, not '1:30'.", "generate", "a.png", "--seconds", "1:30")]
    [InlineData("--year must be one year from 1000 to 2100, such as 1889, 'c. 1889' or 1889-90, not 'before 1900'.", "generate", "a.png", "--year", "before 1900")]
    [InlineData("--year must be one year from 1000 to 2100, such as 1889, 'c. 1889' or 1889-90, not '16th century'.", "generate", "a.png", "--year", "16th century")]
    [InlineData("--year must be one year from 1000 to 2100, such as 1889, 'c. 1889' or 1889-90, not '18890'.", "generate", "a.png", "--year", "18890")]
    [InlineData("'generate' needs the argument <painting>.", "generate")]
    [InlineData("'invert' needs the argument <spectrogram.png>.", "invert")]
    [InlineData("There is no option '--hlep'; did you mean '--help'?", "describe", "--hlep")]
    [InlineData("'b' is one argument too many for 'describe'.", "describe", "a", "b")]
    public void Wrong_usage_is_one_sentence_and_a_hint(string sentence, params string[] arguments)
    {
        _folder.Write("here.png", "");
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.Equal(2, run.ExitCode);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(sentence, lines[0]);
        Assert.EndsWith("--help' shows how to use it.", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("--year 'c. 1889' is read as 1889.", "--year", "c. 1889")]
    [InlineData("--year '1889-90' is read as 1889.", "--year", "1889-90")]
    [InlineData("--year 'ca. 1665–1668' is read as 1665.", "--year", "ca. 1665–1668")]
    [InlineData("The place 'Parris' is not known and is ignored; did you mean 'Paris'?", "--year", "1889", "--place", "Parris")]
    [InlineData("The place 'Atlantis' is not known and is ignored; countries and large cities of Europe are known.", "--year", "1889", "--place", "Atlantis")]
    [InlineData("'Claud Monet' is not in the knowledge base; did you mean 'Claude Monet'?", "--artist", "Claud Monet")]
    [InlineData("'Nemo Nobody' is not in the knowledge base.", "--artist", "Nemo Nobody")]
    [InlineData("'workshop of Rembrandt' is not in the knowledge base.", "--artist", "workshop of Rembrandt")]
    [InlineData("No style is known for this painter, year and place, so it is judged from the picture; choose one with --style.", "--place", "Atlantis")]
    [InlineData("The style impressionism was found from the year and place.", "--artist", "Nemo Nobody", "--year", "1889", "--place", "France")]
    [InlineData("--style baroque is used; --artist, --year and --place are for --style auto and are ignored.", "--style", "baroque", "--year", "1889")]
    public void What_is_taken_or_does_not_count_is_said(string sentence, params string[] options)
    {
        // A model that is not there ends it before any work.
        string painting = TestPaintings.Write(_folder, "a.png");
        ProgramRun run = Command.Run(_folder.Path, ["generate", painting, "--model", "gone.onnx", .. options]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, run.Error.Split('\n'));
    }

    [Fact]
    public void A_year_that_is_a_number_needs_no_word()
    {
        string painting = TestPaintings.Write(_folder, "a.png");
        Assert.Single(Command.Run(_folder.Path, "generate", painting, "--model", "gone.onnx", "--year", "1889", "--place", "Paris").Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_full_disk_behind_standard_output_is_one_sentence()
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, "sh", "-c", $"dotnet '{CommandRun.Program}' --help > /dev/full");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Standard output cannot be written to (No space left on device)", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_closed_pipe_behind_standard_output_is_no_crash()
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, "sh", "-c", $"dotnet '{CommandRun.Program}' --help | true");
        Assert.DoesNotContain("unexpected", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
