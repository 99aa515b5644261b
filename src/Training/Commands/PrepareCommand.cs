using System.CommandLine;
using System.CommandLine.Parsing;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>prepare</c>: turns paintings and music into arrays to train on.</summary>
internal static class PrepareCommand
{
    private static readonly PrepareOptions s_defaults = new();

    private static readonly Argument<string?> s_data = new("data")
    {
        Description = "Folder with paintings.csv and music.csv (or .jsonl), or with folders 'paintings' and 'music'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_paintings = new("--paintings") { Description = "List or folder of the paintings, if it is not in the data folder." };
    private static readonly Option<string?> s_music = new("--music") { Description = "List or folder of the music, if it is not in the data folder." };
    private static readonly Option<bool> s_strict = new("--strict") { Description = "Stop at the first entry of the lists that cannot be used." };
    private static readonly Option<string?> s_output = new("--output", "-o") { Description = "Folder to create or update. [default: 'prepared' and the size, with '-semitones' for that scale, beside the data]" };
    private static readonly Option<int> s_size = new("--size") { Description = "Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512.", DefaultValueFactory = _ => s_defaults.Size };
    private static readonly Option<int> s_sampleRate = new("--sample-rate") { Description = "Sample rate of the mel-spectrograms in Hz: 22050, or 44100 with --size 512.", DefaultValueFactory = _ => MelOptions.Thesis512.SampleRate };
    private static readonly Option<string?> s_preset = new("--preset") { HelpName = "name", Description = $"The representation of the music by its name, instead of --size and --sample-rate: {string.Join(", ", SquarePresets)}." };
    private static readonly Option<int> s_partners = new("--partners") { Description = "Clips for each painting.", DefaultValueFactory = _ => s_defaults.Partners };
    private static readonly Option<int> s_clips = new("--clips") { Description = "The maximum number of clips from one recording.", DefaultValueFactory = _ => s_defaults.ClipsPerRecording };
    private static readonly Option<double> s_validation = new("--validation") { Description = "Share held out for validation, by artist and by piece.", DefaultValueFactory = _ => s_defaults.ValidationShare };
    private static readonly Option<double> s_test = new("--test") { Description = "Share held out for a final test, by artist and by piece.", DefaultValueFactory = _ => s_defaults.TestShare };
    private static readonly Option<PaintingFit> s_fit = new("--fit") { Description = "How paintings are made square.", DefaultValueFactory = _ => s_defaults.Fit };
    private static readonly Option<JudgedStyles> s_judge = new("--judge-styles")
    {
        Description = "What the style that is judged from each picture is used for: nothing (none), the choice of music within a style (pairs), and also the style of paintings that is not known otherwise (unknown).",
        DefaultValueFactory = _ => JudgedStyles.Pairs,
    };

    private static readonly Option<bool> s_withoutPairs = new("--without-pairs") { Description = "Accept paintings and music that share no style, for 'train --kind CycleGan'." };
    private static readonly Option<int> s_seed = new("--seed") { Description = "Decides what is held out, and which of equally good partners are used.", DefaultValueFactory = _ => s_defaults.Seed };
    private static readonly Option<int> s_threads = new("--threads") { Description = "Number of threads. [default: one for each core]" };
    private static readonly Option<string?> s_shard = new("--shard") { Description = "Make only share i of n of the shards (0/4 to 3/4), or 'auto' for the number from Slurm or Kubernetes. When all shares are done, run the command without --shard and --shards." };
    private static readonly Option<int?> s_shards = new("--shards") { Description = "Number of shares, if the scheduler does not give it. Implies '--shard auto'." };
    private static readonly Option<bool> s_verify = new("--verify") { Description = "Check a prepared folder; nothing is written." };

    public static Command Create()
    {
        var command = new Command("prepare", "Loads paintings and music, pairs them and stores them ready for training.")
        {
            s_data, s_paintings, s_music, s_strict, s_output, s_size, s_sampleRate, s_preset, s_partners, s_clips, s_validation, s_test, s_fit, s_judge, s_withoutPairs, s_seed, s_threads, s_shard, s_shards, s_verify,
        };
        command.Validators.Add(Check);
        command.SetAction(result => result.GetValue(s_verify) ? Verify(result) : Run(result));
        return command;
    }

    private static void Check(CommandResult result)
    {
        bool hasData = result.GetResult(s_data) is { Tokens.Count: > 0 };
        if (result.GetResult(s_verify) is not null)
        {
            foreach (Option option in (Option[])[s_paintings, s_music, s_strict, s_sampleRate, s_preset, s_partners, s_clips, s_validation, s_test, s_fit, s_judge, s_withoutPairs, s_seed, s_shard, s_shards])
            {
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"--verify only reads; leave out {option.Name}.");
            }
            if (!hasData && result.GetResult(s_output) is null)
                result.AddError("Name the prepared folder to verify.");
            return;
        }
        if (!hasData && (result.GetResult(s_paintings) is null || result.GetResult(s_music) is null))
            result.AddError("Name the folder with the paintings and the music, or both sides with --paintings and --music.");
        if (hasData && result.GetResult(s_paintings) is not null && result.GetResult(s_music) is not null)
            result.AddError("With --paintings and --music no data folder is read; leave it out.");
        if (WrongPreset(result) is { } wrongPreset)
            result.AddError(wrongPreset);
        if (Share(result.GetValue(s_shard), result.GetValue(s_shards)).Wrong is { } wrong)
            result.AddError(wrong);
    }

    // Networks need as many bands as frames.
    private static IEnumerable<string> SquarePresets => MelOptions.Presets.Where(preset => preset.Value.MelBands == preset.Value.Frames).Select(preset => preset.Key);

    private static string? WrongPreset(CommandResult result)
    {
        if (result.GetValue(s_preset) is not { } name) return null;
        foreach (Option option in (Option[])[s_size, s_sampleRate])
        {
            if (result.GetResult(option) is { Implicit: false })
                return $"--preset decides the size and the sample rate; leave out {option.Name}.";
        }
        if (!MelOptions.Presets.TryGetValue(name, out MelOptions? mel))
            return $"There is no preset '{name}'{(Suggestions.For(name, SquarePresets) is { Length: > 0 } near ? near : $": choose one of {string.Join(", ", SquarePresets)}.")}";
        return mel.MelBands == mel.Frames ? null : $"The preset {name} has {mel.MelBands} bands and {mel.Frames} frames, but networks need as many of both: choose one of {string.Join(", ", SquarePresets)}.";
    }

    private static (ShardShare? Share, string? Wrong) Share(string? shard, int? shards) => ShardShareParser.Parse(shard, shards, Environment.GetEnvironmentVariable);

    private static int Run(ParseResult result)
    {
        string? data = result.GetValue(s_data);
        MelOptions? preset = result.GetValue(s_preset) is { } name ? MelOptions.Presets[name] : null;
        (int size, int sampleRate) = (preset?.MelBands ?? result.GetValue(s_size), result.GetValue(s_sampleRate));
        bool isHigh = size == MelOptions.Thesis512High.Frames && sampleRate == MelOptions.Thesis512High.SampleRate;
        if (!isHigh && sampleRate != MelOptions.Thesis512.SampleRate)
            throw new UsageException($"--sample-rate is {sampleRate}; it must be {MelOptions.Thesis512.SampleRate}, or {MelOptions.Thesis512High.SampleRate} with --size {MelOptions.Thesis512High.Frames}.");
        var options = new PrepareOptions
        {
            Size = size,
            Mel = preset ?? (isHigh ? MelOptions.Thesis512High : null),
            Partners = result.GetValue(s_partners),
            ClipsPerRecording = result.GetValue(s_clips),
            ValidationShare = result.GetValue(s_validation),
            TestShare = result.GetValue(s_test),
            Fit = result.GetValue(s_fit),
            JudgedStyles = result.GetValue(s_judge),
            AllowNoPairs = result.GetValue(s_withoutPairs),
            Seed = result.GetValue(s_seed),
            Threads = result.GetValue(s_threads),
            Share = Share(result.GetValue(s_shard), result.GetValue(s_shards)).Share ?? ShardShare.All,
        };
        var library = new LibraryOptions { Data = data, Paintings = result.GetValue(s_paintings), Music = result.GetValue(s_music), Strict = result.GetValue(s_strict) };
        UsageException.ThrowIfInvalid(options.Validate);
        string output = result.GetValue(s_output) ?? DefaultOutput(data ?? library.Paintings!, options.Size, options.MelOrPreset.Scale);
        using var signals = Signals.RequestStop();
        try
        {
            PrepareReport report = Progress.Run(
                "Reading the lists", progress => new Preparer(options, new PrepareStages(progress)).Prepare(library, output, signals.Token), signals.Token);
            PrepareSummary.Write(Console.Out, output, options.Share, report);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Stopped. Finished work is kept in '{output}'; run the same command to continue.");
            return ExitCode.Failure;
        }
    }

    private static int Verify(ParseResult result)
    {
        string? data = result.GetValue(s_data), output = result.GetValue(s_output);
        string folder = output ?? (File.Exists(Path.Combine(data!, PreparedFolder.InfoFile)) ? data! : DefaultOutput(data!, result.GetValue(s_size), FrequencyScale.Mel));
        if (output is null && !Directory.Exists(folder))
            folder = data!;
        int threads = result.GetValue(s_threads);
        UsageException.ThrowIfInvalid(new PrepareOptions { Threads = threads }.Validate);
        using var signals = Signals.RequestStop();
        VerifyReport report = Progress.Run(
            "Reading the tables", progress => PreparedVerifier.Verify(folder, threads, new PrepareStages(progress), signals.Token), signals.Token);
        return PrepareSummary.Write(Console.Out, Console.Error, folder, report);
    }

    private static string DefaultOutput(string data, int size, FrequencyScale scale)
        => Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data))) ?? ".", $"prepared{size}{(scale == FrequencyScale.Mel ? "" : "-semitones")}");
}
