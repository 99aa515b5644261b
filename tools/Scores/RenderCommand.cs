using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Corpus;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores;

/// <summary><c>render</c>: makes clips of training music from MIDI scores.</summary>
internal static class RenderCommand
{
    private static readonly CorpusOptions s_defaults = new();

    private static readonly Argument<string> s_scores = new("scores") { Description = "Folder with scores.csv and the MIDI files that it lists." };
    private static readonly Option<string> s_output = new("--output", "-o") { Description = "Folder to create or continue.", HelpName = "FOLDER", Required = true };
    private static readonly Option<int> s_seed = new("--seed")
    {
        Description = "Decides keys, tempi, instruments, rooms, loudness and excerpts.",
        DefaultValueFactory = _ => s_defaults.Seed,
    };

    private static readonly Option<double> s_hours = new("--hours")
    {
        Description = "Max length of all clips together, divided equally between the styles.",
        DefaultValueFactory = _ => s_defaults.Hours,
    };

    private static readonly Option<InstrumentShares> s_instruments = new("--instruments")
    {
        Description = "How often instruments are used: Equal in all styles, or as was Usual in each.",
        DefaultValueFactory = _ => s_defaults.Instruments,
    };

    private static readonly Option<int> s_variants = new("--variants")
    {
        Description = "Max clips of one piece.",
        DefaultValueFactory = _ => s_defaults.Variants,
    };

    private static readonly Option<double> s_validation = new("--validation")
    {
        Description = "Share of the pieces held out for validation.",
        DefaultValueFactory = _ => s_defaults.ValidationShare,
    };

    private static readonly Option<double> s_test = new("--test")
    {
        Description = "Share of the pieces held out for a final test.",
        DefaultValueFactory = _ => s_defaults.TestShare,
    };

    private static readonly Option<bool> s_strict = new("--strict") { Description = "Stop at the first piece that cannot be used." };
    private static readonly Option<int?> s_threads = new("--threads") { Description = "Number of clips made at the same time. [default: one for each core]" };
    public static Command Create()
    {
        var command = new Command("render", "Renders scores with FluidSynth into clips of 10 s with piano rolls, and lists them in music.csv.")
        {
            s_scores, s_output, s_seed, s_hours, s_instruments, s_variants, s_validation, s_test, s_strict, s_threads, FluidSynthArguments.Program, FluidSynthArguments.SoundFont,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult result)
    {
        string output = result.GetRequiredValue(s_output);
        var options = new CorpusOptions
        {
            Seed = result.GetValue(s_seed),
            Hours = result.GetValue(s_hours),
            Instruments = result.GetValue(s_instruments),
            Variants = result.GetValue(s_variants),
            ValidationShare = result.GetValue(s_validation),
            TestShare = result.GetValue(s_test),
            Strict = result.GetValue(s_strict),
            Threads = result.GetValue(s_threads) ?? s_defaults.Threads,
        };
        UsageException.ThrowIfInvalid(options.Validate);
        FluidSynth renderer = FluidSynthArguments.Open(result);
        using var signals = Signals.RequestStop();
        try
        {
            string summary = Progress.Run(
                "scores", progress => CorpusRenderer.Render(result.GetRequiredValue(s_scores), output, options, renderer, progress, signals.Token), signals.Token);
            Console.Out.Write(summary);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Stopped. What is done is kept in '{output}', and the same command continues.");
            return ExitCode.Failure;
        }
    }
}
