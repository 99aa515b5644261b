using System.CommandLine;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Evaluation;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>evaluate</c>: reports how good the music of models is.</summary>
internal static class EvaluateCommand
{
    private static readonly EvaluationOptions s_defaults = new() { Library = new LibraryOptions() };

    public static Command Create()
    {
        var models = new Argument<string[]>("model") { Description = "The model files.", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string?>("--data") { Description = "Folder with paintings and music, as for prepare. A part of both is held out and used for evaluation, the rest as training clips." };
        var paintings = new Option<string?>("--paintings") { Description = "List or folder of the paintings, if it is not in the data folder." };
        var music = new Option<string?>("--music") { Description = "List or folder of the music, if it is not in the data folder." };
        var trainingMusic = new Option<string?>("--training-music") { Description = "List or folder of the music that the models were trained on. If it is given, nothing is held out: all other paintings and clips are used for evaluation." };
        var prepared = new Option<string?>("--prepared") { Description = "Prepared folder that the models were trained with: what it holds out is used for evaluation. Without it, models may have been trained with some of the held-out paintings and clips." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the report.", DefaultValueFactory = _ => "evaluation" };
        var classifier = new Option<string?>("--classifier") { Description = "File of a classifier of music (train-classifier), or 'shipped' for the one of this program. [default: trained on the training clips]" };
        var styleClassifier = new Option<string?>("--style-classifier")
        {
            Description = "File of a style classifier (tools/StyleClassifier) that judges the pictures. The one of this program may know the held-out paintings: for fair figures, name one that was trained without them.",
        };
        var judgedStyles = new Option<string?>("--judged-styles")
        {
            Description = "Table of paintings with their judged styles (tools/StyleClassifier train --judged). All of them are used, not only the held-out ones: for models that do not learn the style of paintings, such as those of notes.",
        };
        var others = new Option<string?>("--other-pictures") { Description = "Folder of pictures unlike the training data, such as photographs." };
        var heldOut = new Option<double>("--held-out") { Description = "Share to hold out, by artist and by piece, without --prepared.", DefaultValueFactory = _ => s_defaults.HeldOutShare };
        var count = new Option<int>("--max-paintings") { Description = "The maximum number of paintings.", DefaultValueFactory = _ => s_defaults.MaxPaintings };
        var maxClips = new Option<int>("--max-clips") { Description = "The maximum number of real clips to compare with.", DefaultValueFactory = _ => s_defaults.MaxClips };
        var clips = new Option<int>("--clips") { Description = "The maximum number of clips from one recording.", DefaultValueFactory = _ => s_defaults.ClipsPerRecording };
        var seeds = new Option<int>("--seeds") { Description = "Seeds for each painting, for the difference between seeds.", DefaultValueFactory = _ => s_defaults.Seeds };
        var seed = new Option<int>("--seed") { Description = "Decides what is held out, the music, and the random parts of the statistics.", DefaultValueFactory = _ => s_defaults.Seed };
        var update = new Option<string[]>("--update") { Description = "Markdown files, such as a model card, in which the tables are replaced.", DefaultValueFactory = _ => [] };
        var command = new Command("evaluate", "Compares the music of models with real music, simple baselines and shuffled paintings, and writes a report.")
        {
            models, data, paintings, music, trainingMusic, prepared, output, classifier, styleClassifier, judgedStyles, others, heldOut, count, maxClips, clips, seeds, seed, update,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is null && (result.GetValue(paintings) is null || result.GetValue(music) is null))
                result.AddError("Name the folder with the paintings and the music with --data, or both sides with --paintings and --music.");
            if (result.GetValue(trainingMusic) is not null && result.GetValue(prepared) is not null)
                result.AddError("Give --training-music or --prepared, not both.");
            if (result.GetValue(judgedStyles) is not null && result.GetValue(styleClassifier) is not null)
                result.AddError("Give --style-classifier or --judged-styles, not both.");
        });
        command.SetAction(result =>
        {
            var options = new EvaluationOptions
            {
                Library = new LibraryOptions { Data = result.GetValue(data), Paintings = result.GetValue(paintings), Music = result.GetValue(music) },
                TrainingMusic = result.GetValue(trainingMusic),
                Prepared = result.GetValue(prepared),
                Classifier = result.GetValue(classifier),
                StyleClassifier = result.GetValue(styleClassifier),
                JudgedStyles = result.GetValue(judgedStyles),
                OtherPictures = result.GetValue(others),
                HeldOutShare = result.GetValue(heldOut),
                MaxPaintings = result.GetValue(count),
                MaxClips = result.GetValue(maxClips),
                ClipsPerRecording = result.GetValue(clips),
                Seeds = result.GetValue(seeds),
                Seed = result.GetValue(seed),
            };
            UsageException.ThrowIfInvalid(options.Validate);
            string folder = result.GetRequiredValue(output);
            CheckOutput(folder);
            string[] updated = result.GetValue(update) ?? [];
            foreach (string file in updated) MarkdownBlock.Check(file);
            using var signals = Signals.RequestStop();
            try
            {
                EvaluationReport report = Progress.Run("Opening the models", progress => ModelEvaluation.Run(result.GetRequiredValue(models), options, progress, signals.Token), signals.Token);
                string page = "";
                signals.Finish(() =>
                {
                    Directory.CreateDirectory(folder);
                    page = report.Write(folder);
                    foreach (string file in updated) MarkdownBlock.Update(file, report.ToMarkdown(), report.ToSummary());
                });
                Console.Write(report.ToMarkdown());
                Console.WriteLine($"Report: {page}");
                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("Stopped. No report was written.");
                return ExitCode.Failure;
            }
        });
        return command;
    }

    // Before the work, which may take hours. The folder is created after it.
    private static void CheckOutput(string folder)
    {
        if (File.Exists(folder)) throw new Pix2PitchException($"'{folder}' is a file; give a folder for the report.");
        string existing = Path.GetFullPath(folder);
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) existing = parent;
        if (File.Exists(existing)) throw new Pix2PitchException($"'{folder}' cannot be made: '{existing}' is a file; give another folder for the report.");
        try
        {
            AtomicFile.Check(Path.Combine(existing, EvaluationReport.JsonFile));
        }
        catch (Pix2PitchException e)
        {
            throw new Pix2PitchException($"The report cannot be written to '{folder}': {e.Message}", e);
        }
    }
}
