using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch generate</c>: what it takes. <see cref="GenerateAction"/> is what it does.</summary>
internal static class GenerateCommand
{
    private const string Automatic = "auto";

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
            Description = "The WAV file to write, or a folder for them. [default: the painting's name + .wav, in the current folder]",
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
            Description = $"The style to ask for: {string.Join(", ", StyleNames.All)}; auto finds it from --artist, --year and "
                + "--place, and asks for none where they do not tell.",
            DefaultValueFactory = _ => Automatic,
        };
        var artist = new Option<string?>("--artist") { HelpName = "name", Description = "The painter, for --style auto." };
        var year = new Option<int?>("--year") { HelpName = "number", Description = "The year of the painting, for --style auto." };
        var place = new Option<string?>("--place") { HelpName = "country", Description = "Where it was painted, for --style auto." };
        var seed = new Option<int>("--seed")
        {
            HelpName = "number",
            Description = "Any whole number; another seed gives another answer to the same painting.",
            DefaultValueFactory = _ => 0,
        };
        var creativity = new Option<float>("--creativity")
        {
            HelpName = "0..1",
            Description = "0: the expected answer, the same for every seed; 1: as varied as in training.",
            DefaultValueFactory = _ => 1,
            CustomParser = ParseCreativity,
        };
        var seconds = new Option<double?>("--seconds")
        {
            HelpName = "number",
            Description = "How long the music is to be, up to 600: answers to successive seeds, each fading into the next. [default: one clip, about 10]",
            CustomParser = ParseSeconds,
        };
        Option<int?> iterations = IterationsOption.Create();
        paintings.Validators.Add(result =>
        {
            // Where names may follow without end, an option that does not exist looks like one of them.
            foreach (string name in result.Tokens.Select(t => t.Value).Where(v => v.StartsWith('-') && !Path.Exists(v)))
                result.AddError($"There is no option or painting '{name}'.");
        });
        style.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>() ?? "";
            if (!IsAutomatic(name) && !StyleNames.TryParse(name, out _))
                result.AddError($"There is no style '{name}': choose auto, {string.Join(", ", StyleNames.All)}.");
        });
        var command = new Command("generate", """
            Turns paintings into music: one WAV file for each, of about 10 seconds or as long as --seconds says.

              pix2pitch generate sunrise.jpg
              pix2pitch generate sunrise.jpg -o sunrise-7.wav --spectrogram sunrise-7.png --seed 7
              pix2pitch generate portrait.png --artist Rembrandt --seconds 60
              pix2pitch generate *.jpg -o music/
            """)
        {
            paintings, output, spectrogram, picture, model, style, artist, year, place, seed, creativity, seconds, iterations,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(style)!;
            (string? Artist, int? Year, string? Place) about = (parsed.GetValue(artist), parsed.GetValue(year), parsed.GetValue(place));
            Style? asked = IsAutomatic(name) ? KnowledgeBase.Default.StyleOf(about.Artist, about.Year, about.Place)
                : StyleNames.ParseOrNull(name);
            if (asked is null && about != default)
                Console.Error.WriteLine("No style is known for this painter, year and place, so none is asked for; --style names one.");
            new GenerateAction
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
            }.Run();
        });
        return command;
    }

    private static float ParseCreativity(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1) return value;
        result.AddError($"--creativity has to be a number from 0 to 1, not '{text}'.");
        return 0;
    }

    private static double? ParseSeconds(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 1 and <= 600) return value;
        result.AddError($"--seconds has to be a number from 1 to 600, not '{text}'.");
        return null;
    }

    private static bool IsAutomatic(string style) => style.Equals(Automatic, StringComparison.OrdinalIgnoreCase);
}
