using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pix2Pitch.Cli.Usage;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch generate</c>: what it takes. <see cref="GenerateAction"/> is what it does.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var paintings = new Argument<string[]>("painting")
        {
            Description = "One or more paintings: JPEG, PNG, WebP, TIFF, GIF or BMP.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "out.wav",
            Description = "The WAV file to write, or a folder for them. [default: the painting's name + .wav, in the current folder; where that is of "
                + "another painting, with a number behind the name]",
        };
        var spectrogram = new Option<string?>("--spectrogram")
        {
            HelpName = "out.png",
            Description = "Also write the mel-spectrogram, as a PNG that 'pix2pitch invert' turns into sound; "
                + "a folder where there are several paintings.",
        };
        var picture = new Option<string?>("--picture")
        {
            HelpName = "out.png",
            Description = "Also write a picture to look at: the painting beside its spectrogram in colour; "
                + "a folder where there are several paintings.",
        };
        var model = new Option<string?>("--model")
        {
            HelpName = "file.onnx",
            Description = "The generator. [default: the first of data/models/*.onnx]",
        };
        var style = new Option<string>("--style")
        {
            HelpName = "name|auto",
            Description = $"The style of the music: {string.Join(", ", StyleNames.All)}; auto finds it from --artist, --year and "
                + "--place, and asks for none where they do not tell.",
            DefaultValueFactory = _ => "auto",
        };
        var artist = new Option<string?>("--artist") { HelpName = "name", Description = "The painter, for --style auto." };
        Option<int?> year = YearOption.Create();
        var place = new Option<string?>("--place") { HelpName = "country", Description = "Where it was painted, for --style auto." };
        var seed = new Option<int>("--seed")
        {
            HelpName = "number",
            Description = "Any whole number; another seed gives other music for the same painting.",
            DefaultValueFactory = _ => 0,
        };
        var creativity = new Option<float>("--creativity")
        {
            HelpName = "0..1",
            Description = "0: the same music for every seed; 1: as varied as in training.",
            DefaultValueFactory = _ => 1,
            CustomParser = ParseCreativity,
        };
        var seconds = new Option<double?>("--seconds")
        {
            HelpName = "number",
            Description = "The length of the music, up to 600: clips of successive seeds, each fading into the next. [default: one clip, about 10]",
            CustomParser = ParseSeconds,
        };
        Option<int?> iterations = IterationsOption.Create();
        Option<Accelerator> accelerator = AcceleratorOption.Create();
        style.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { Length: > 0 } name && StyleChoice.Check(name) is { } wrong) result.AddError(wrong);
        });
        var command = new Command("generate", """
            Turns paintings into music: one WAV file for each, of about 10 seconds or as long as --seconds says.

              pix2pitch generate sunrise.jpg
              pix2pitch generate sunrise.jpg -o sunrise-7.wav --spectrogram sunrise-7.png --seed 7
              pix2pitch generate portrait.png --artist Rembrandt --seconds 60
              pix2pitch generate *.jpg -o music/
            """)
        {
            paintings, output, spectrogram, picture, model, style, artist, year, place, seed, creativity, seconds, iterations, accelerator,
        };
        paintings.Validators.Add(result =>
        {
            // Where names may follow without end, an option that does not exist looks like one of them.
            foreach (string name in result.Tokens.Select(t => t.Value).Where(v => v.StartsWith('-') && !Path.Exists(v)))
                result.AddError(UsageErrors.UnknownOption(name, command));
        });
        command.SetAction(parsed =>
        {
            int? painted = parsed.GetValue(year);
            if (YearOption.HowItWasTaken(parsed.GetResult(year), painted) is { } taken) Console.Error.WriteLine(taken);
            Style? asked = StyleChoice.Find(parsed.GetValue(style)!, parsed.GetValue(artist), painted, parsed.GetValue(place), Console.Error.WriteLine);
            return new GenerateAction
            {
                Paintings = parsed.GetValue(paintings)!,
                Output = parsed.GetValue(output),
                Spectrogram = parsed.GetValue(spectrogram),
                Picture = parsed.GetValue(picture),
                Model = parsed.GetValue(model),
                Style = asked,
                Seed = parsed.GetValue(seed),
                Creativity = parsed.GetValue(creativity),
                Seconds = parsed.GetValue(seconds),
                Iterations = parsed.GetValue(iterations),
                Accelerator = parsed.GetValue(accelerator),
            }.Run();
        });
        return command;
    }

    private static float ParseCreativity(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1) return value;
        result.AddError($"--creativity has to be a number from 0 to 1, such as 0.5, not '{text}'.");
        return 0;
    }

    private static double? ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 1 and <= 600) return value;
        result.AddError($"--seconds has to be a number from 1 to 600, such as 30 or 12.5, not '{text}'.");
        return null;
    }
}
