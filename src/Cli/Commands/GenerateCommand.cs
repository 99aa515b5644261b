using System.CommandLine;
using System.CommandLine.Parsing;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch generate</c>: its arguments. <see cref="GenerateAction"/> does the work.</summary>
internal static class GenerateCommand
{
    /// <summary>The values of <c>--engine</c>.</summary>
    public const string ModelEngine = "model", ColoursEngine = "colours", RecordingsEngine = "recordings";

    private static readonly string[] s_engines = [ModelEngine, ColoursEngine, RecordingsEngine];

    public static Command Create()
    {
        var paintings = new Argument<string[]>("painting")
        {
            Description = "Paintings (JPEG, PNG, WebP, TIFF, GIF or BMP), folders of them, patterns such as \"**/*.jpg\", @list.txt with one of these on each line, or - for standard input "
                + "(a painting or a list).",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "out.wav",
            Description = "The WAV file to write, or a folder for them. [default: the painting's name + .wav, in the current folder; with a number "
                + "after the name if that file was made from another painting]",
        };
        var spectrogram = new Option<string?>("--spectrogram")
        {
            HelpName = "out.png",
            Description = "Also write the spectrogram picture: a PNG that 'pix2pitch invert' turns into sound. "
                + "For several paintings: a folder.",
        };
        var picture = new Option<string?>("--picture")
        {
            HelpName = "out.png",
            Description = "Also write a picture to look at: the painting beside its spectrogram in colour. "
                + "For several paintings: a folder.",
        };
        Option<string?> midi = MidiOption.Create("Also write the notes as a MIDI file. If the model makes no notes, they are a transcription of the mel-spectrogram, with errors. For several paintings: a folder.");
        var heatMap = new Option<string?>("--heat-map")
        {
            HelpName = "out.png",
            Description = "Also measure which parts of the painting change which seconds of the music, and write a picture of that: the music is generated again with each of 64 parts hidden. "
                + "For several paintings: a folder.",
        };
        var model = new Option<string?>("--model")
        {
            HelpName = "file.onnx",
            Description = "The model file. [default: the first of data/models/*.onnx]",
        };
        var style = new Option<string>("--style")
        {
            HelpName = "name|auto|none",
            Description = $"The style of the music: {string.Join(", ", StyleNames.All)}; auto finds it from --artist, --year and "
                + "--place, and judges it from the picture if they do not determine it.",
            DefaultValueFactory = _ => "auto",
        };
        var artist = new Option<string?>("--artist") { HelpName = "name", Description = "The painter, for --style auto." };
        Option<int?> year = YearOption.Create();
        var place = new Option<string?>("--place") { HelpName = "country", Description = "The place or country where it was painted, for --style auto." };
        Option<int?> seed = NoiseOptions.CreateSeed("different music for the same painting", "painting");
        Option<double?> creativity = NoiseOptions.CreateCreativity("music");
        Option<double?> seconds = NumberOption.Create("--seconds", 1, 600, "30 or 12.5");
        seconds.HelpName = "number";
        seconds.Description = "The length of the music in seconds, 1 to 600: clips of successive seeds, each fading into the next. [default: one clip, about 10; 30 with --path]";
        Option<int?> iterations = IterationsOption.Create(ofSpectrogram: false);
        var accelerator = new AcceleratorOption(typeof(GenerateCommand).Assembly);
        var engine = new Option<string>("--engine")
        {
            HelpName = "model|colours|recordings FOLDER",
            Description = "What makes the music: a trained model; the colours of the painting by rules, from left to right (lightness is pitch, saturation loudness, hue timbre); or, instead of "
                + "making any, the best-fitting part of the recordings in a folder or list, with the reasons.",
            DefaultValueFactory = _ => ModelEngine,
        };
        Option<string?> path = PathOption.Create();
        var stereo = new Option<bool>("--stereo") { Description = "With --path or --engine colours: two channels, in which a part or a colour of the painting is heard where it is." };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Make music again that was made before with the same model and settings, and replace files of other paintings.",
        };
        var json = new Option<bool>("--json") { Description = "Write a JSON object for each painting on standard output, one on a line, for scripts." };
        engine.CompletionSources.Add(s_engines);
        engine.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } name && !s_engines.Contains(name))
                result.AddError($"There is no engine '{name}'{Suggestions.For(name, s_engines)}; the engines are {string.Join(", ", s_engines)}.");
        });
        Option[] ofModels = [spectrogram, picture, heatMap, model, style, artist, year, place, seed, creativity, iterations, accelerator, path];
        style.CompletionSources.Add([.. StyleChoice.Values]);
        style.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } name && StyleChoice.Check(name) is { } wrong) result.AddError(wrong);
        });
        var command = new Command("generate", """
            Turns paintings into music: one WAV file for each, about 10 seconds long or as long as --seconds.

              pix2pitch generate sunrise.jpg
              pix2pitch generate sunrise.jpg -o sunrise-7.wav --spectrogram sunrise-7.png --seed 7
              pix2pitch generate portrait.png --artist Rembrandt --seconds 60
              pix2pitch generate *.jpg -o music/
              pix2pitch generate paintings/ -o music/ --json
              pix2pitch generate sunrise.jpg --path left-to-right --stereo
              pix2pitch generate sunrise.jpg --engine colours --stereo
              pix2pitch generate sunrise.jpg --engine recordings my-music/
            """)
        {
            paintings, output, spectrogram, picture, midi, heatMap, model, style, artist, year, place, seed, creativity, seconds, iterations, accelerator, engine, path, stereo, overwrite, json,
        };
        command.SetAction(parsed =>
        {
            string engineName = parsed.GetValue(engine)!;
            bool usesColors = engineName == ColoursEngine, usesRecordings = engineName == RecordingsEngine;
            Option[] others = usesColors ? ofModels : usesRecordings ? [.. ofModels.Except([style, artist, year, place]), midi] : [];
            if (Array.Find(others, option => parsed.GetResult(option) is { Implicit: false }) is { } unused)
                throw new UsageException($"{unused.Name} does not go with --engine {engineName}.");
            (string? recordings, string[] chosenPaintings) = usesRecordings ? FindRecordings(parsed, engine, paintings) : (null, parsed.GetValue(paintings)!);
            PaintingPath? chosenPath = PathOption.ValueIn(parsed, path);
            if (!usesColors && chosenPath is null && parsed.GetValue(stereo)) throw new UsageException($"--stereo needs --path or --engine {ColoursEngine}; other music is mono.");
            int? painted = parsed.GetValue(year);
            if (YearOption.Interpretation(parsed.GetResult(year), painted) is { } interpretation) Console.Error.WriteLine(interpretation);
            string chosen = parsed.GetValue(style)!;
            bool judges = engineName == ModelEngine && StyleChoice.IsAutomatic(chosen) && ImageNetwork.IsPresent(null);
            Style? requested = usesColors ? null : StyleChoice.Find(chosen, parsed.GetValue(artist), painted, parsed.GetValue(place), judges, Console.Error.WriteLine);
            return new GenerateAction
            {
                Paintings = chosenPaintings,
                Recordings = recordings,
                Output = parsed.GetValue(output),
                Spectrogram = parsed.GetValue(spectrogram),
                Picture = parsed.GetValue(picture),
                Midi = parsed.GetValue(midi),
                HeatMap = parsed.GetValue(heatMap),
                Model = parsed.GetValue(model),
                Style = requested,
                JudgesStyle = judges && requested is null,
                Seed = parsed.GetValue(seed),
                Creativity = (float)parsed.GetValue(creativity)!.Value,
                Seconds = parsed.GetValue(seconds) ?? (chosenPath is null ? null : PathOption.DefaultSeconds),
                FollowedPath = chosenPath,
                Iterations = parsed.GetValue(iterations),
                Accelerator = accelerator.ValueIn(parsed),
                UsesColors = usesColors,
                IsStereo = parsed.GetValue(stereo),
                Overwrites = parsed.GetValue(overwrite),
                WritesJson = parsed.GetValue(json),
            }.Run();
        });
        return command;
    }

    // The folder is the argument that follows 'recordings'; the others are paintings.
    private static (string Folder, string[] Paintings) FindRecordings(ParseResult parsed, Option<string> engine, Argument<string[]> paintings)
    {
        Token[] all = [.. parsed.Tokens], arguments = [.. parsed.GetResult(paintings)!.Tokens];
        Token value = parsed.GetResult(engine)!.Tokens[0];
        // By identity: another option can have the same text.
        Token? next = all.ElementAtOrDefault(Array.FindIndex(all, token => ReferenceEquals(token, value)) + 1);
        int folder = Array.FindIndex(arguments, token => ReferenceEquals(token, next));
        if (folder < 0) throw new UsageException("--engine recordings needs the folder or list of the recordings behind it.");
        string[] others = [.. arguments.Where((_, i) => i != folder).Select(token => token.Value)];
        return others.Length > 0 ? (arguments[folder].Value, others) : throw new UsageException($"'generate' needs the argument <{paintings.Name}>.");
    }
}
