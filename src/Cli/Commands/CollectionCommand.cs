using System.CommandLine;
using System.Diagnostics;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch collection</c>: makes a folder with a page and music for each painting of a museum.</summary>
internal static class CollectionCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("paintings") { Description = "A folder of paintings, a list in CSV or JSON Lines, or a IIIF manifest (Presentation API 3)." };
        var output = new Option<string>("--output", "-o") { HelpName = "folder", Description = "The folder to make; a collection that is there is replaced when the new one is complete.", DefaultValueFactory = _ => "collection" };
        var title = new Option<string?>("--title") { HelpName = "text", Description = "The title. [default: that of the IIIF manifest, or the name of the folder or list]" };
        var languages = new Option<string>("--languages")
        {
            HelpName = "codes",
            Description = $"The languages of the pages, the first one first: {string.Join(", ", CollectionTexts.Codes)}.",
            DefaultValueFactory = _ => string.Join(',', new CollectionOptions().Languages),
        };
        languages.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Languages(text) is var codes && (codes.Count == 0 || codes.Except(CollectionTexts.Codes).Any()))
                result.AddError($"--languages must be one or more of {string.Join(", ", CollectionTexts.Codes)}, separated by commas, not '{text}'.");
        });
        var address = new Option<Uri?>("--address")
        {
            HelpName = "https://...",
            Description = "The address that the folder will have on the web, for QR codes, manifest.json (IIIF) and data.json (SmartCompanion). Without it, these are not made.",
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri is { Query: "", Fragment: "" }) return uri;
                result.AddError($"--address must be the address of a folder on the web, such as https://museum.example/music/, not '{text}'.");
                return null;
            },
        };
        var model = new Option<string?>("--model") { HelpName = "file.onnx", Description = "The model file. [default: the first of data/models/*.onnx]" };
        Option<int?> seed = NoiseOptions.CreateSeed("different music for the same painting", "painting");
        Option<double?> creativity = NoiseOptions.CreateCreativity("music");
        Option<double?> seconds = NumberOption.Create("--seconds", 1, 600, "30 or 12.5");
        seconds.HelpName = "number";
        seconds.Description = "The length of the music of each painting in seconds, 1 to 600. [default: one clip, about 10; 30 with --path]";
        Option<string?> path = PathOption.Create();
        var stereo = new Option<bool>("--stereo") { Description = "With --path: two channels, in which a part of the painting is heard where it is." };
        Option<int?> iterations = IterationsOption.Create(ofSpectrogram: false);
        var accelerator = new AcceleratorOption(typeof(CollectionCommand).Assembly);
        var list = new Option<bool>("--list-images") { Description = "Only list the pictures of a IIIF manifest that are on the web, for 'curl --config'." };
        var command = new Command("collection", """
            Makes a folder with music and a page for each painting of a museum. It opens from a USB stick or any web server.

              pix2pitch collection paintings/ -o music --title "Our paintings"
              pix2pitch collection paintings.csv -o music --languages es,en --address https://museum.example/music/
              pix2pitch collection paintings/ -o music --path regions --stereo
              pix2pitch collection manifest.json --list-images > images.txt
            """)
        {
            source, output, title, languages, address, model, seed, creativity, seconds, iterations, accelerator, path, stereo, list,
        };
        command.SetAction(parsed =>
        {
            string works = parsed.GetValue(source)!;
            if (parsed.GetValue(list)) return ListImages(works);
            PaintingPath? followed = PathOption.ValueIn(parsed, path);
            if (followed is null && parsed.GetValue(stereo)) throw new UsageException("--stereo needs --path; other music is mono.");
            int threads = Environment.ProcessorCount;
            var inversion = new InversionOptions { MaxThreads = 1 };
            if (parsed.GetValue(iterations) is { } number) inversion = inversion with { Iterations = number };
            return Run(works, parsed.GetValue(output)!, parsed.GetValue(model), new CollectionOptions
            {
                Title = parsed.GetValue(title),
                Languages = Languages(parsed.GetValue(languages)!),
                Address = parsed.GetValue(address),
                Seed = parsed.GetValue(seed),
                Seconds = parsed.GetValue(seconds) ?? (followed is null ? null : PathOption.DefaultSeconds),
                IsStereo = parsed.GetValue(stereo),
                Threads = threads,
                Music = new MusicOptions
                {
                    Creativity = (float)parsed.GetValue(creativity)!.Value,
                    Inversion = inversion,
                    Accelerator = accelerator.ValueIn(parsed),
                    JudgesStyle = ImageNetwork.IsPresent(null),
                    Path = followed,
                },
            });
        });
        return command;
    }

    private static int Run(string path, string output, string? model, CollectionOptions options)
    {
        long begun = Stopwatch.GetTimestamp();
        var source = CollectionSource.Read(path);
        foreach (string problem in source.Problems) Console.Error.WriteLine(problem);
        int reported = source.Problems.Count;
        using var signals = Signals.RequestStop();
        IReadOnlyList<CollectionWork> works;
        try
        {
            works = Progress.Run("Loading the model", progress => CollectionBuilder.Build(
                source, output, model ?? ModelLocator.Find(), options, (done, count, work) =>
                {
                    progress.Describe($"{done} of {count}: {Path.GetFileName(work.Path)}");
                    progress.Report(done, count);
                    for (; reported < source.Problems.Count; reported++) progress.Warn(source.Problems[reported]);
                }, signals.Token), signals.Token);
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            long bytes = new DirectoryInfo(output).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Console.WriteLine($"{Path.Combine(output, "index.html")}: {works.Count} works, {bytes / 1e6:0.0} MB, made in {seconds:0.0} s");
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the end. What is done is kept, and the same command goes on from there.");
            return ExitCode.Failure;
        }
        if (options.Address is null) Console.Error.WriteLine("There are no QR codes and no files for IIIF viewers and guide apps, because they need the address on the web: give it with --address.");
        if (source.LeftOut == 0) return ExitCode.Success;
        Console.Error.WriteLine($"{source.LeftOut} of {source.LeftOut + works.Count} works were left out; the reasons are above.");
        return ExitCode.Failure;
    }

    private static int ListImages(string path)
    {
        if (!File.Exists(path) || !IiifManifest.IsAt(path)) throw new Pix2PitchException($"'{path}' is not a IIIF manifest: --list-images is for manifests with pictures on the web.");
        IReadOnlyList<(string Address, string File)> images = new IiifManifest(path).RemoteImages();
        if (images.Count == 0) throw new Pix2PitchException($"'{path}' has no pictures on the web: make the collection.");
        Console.WriteLine("create-dirs\nfail\nlocation");
        foreach ((string address, string file) in images)
        {
            // Addresses are encoded, so they have no quotation marks or line ends.
            Console.WriteLine($"url = \"{address}\"");
            Console.WriteLine($"output = \"{file.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }
        return ExitCode.Success;
    }

    private static IReadOnlyList<string> Languages(string text)
        => [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => code.ToLowerInvariant()).Distinct()];
}
