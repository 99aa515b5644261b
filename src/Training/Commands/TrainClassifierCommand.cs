using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Evaluation;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Commands;

/// <summary><c>train-classifier</c>: trains the classifier of music that <c>evaluate</c> uses.</summary>
internal static class TrainClassifierCommand
{
    public static Command Create()
    {
        var music = new Argument<string>("music") { Description = "List or folder of recordings with their styles." };
        var output = new Option<string>("--output", "-o") { Description = "The file of the classifier (JSON).", Required = true };
        var clips = new Option<int>("--clips") { Description = "The maximum number of clips from one recording.", DefaultValueFactory = _ => 8 };
        var description = new Option<string>("--trained-on") { Description = "What the recordings are, for people.", DefaultValueFactory = _ => "" };
        var command = new Command("train-classifier", "Trains the classifier that finds the style of music, for evaluate.") { music, output, clips, description };
        command.SetAction(result =>
        {
            string file = result.GetRequiredValue(output);
            var options = new EvaluationOptions { Library = new LibraryOptions(), ClipsPerRecording = result.GetValue(clips) };
            UsageException.ThrowIfInvalid(options.Validate);
            AtomicFile.Check(file);
            using var signals = Signals.RequestStop();
            try
            {
                (MusicStyleClassifier classifier, double accuracy, int count, int pieces) = Progress.Run("Analysing the clips", progress =>
                {
                    IReadOnlyList<RealClip> found = EvaluationMusic.Read(result.GetRequiredValue(music), options.ClipsPerRecording, progress, signals.Token);
                    progress.Next("Training");
                    int all = found.DistinctBy(clip => clip.Piece).Count();
                    string text = result.GetValue(description) is { Length: > 0 } given ? given : $"{found.Count} clips of {all} pieces";
                    (MusicStyleClassifier trained, double correct) = MusicStyleTrainer.Train(found, text, signals.Token);
                    return (trained, correct, found.Count, all);
                }, signals.Token);
                signals.Finish(() => classifier.Write(file));
                Console.WriteLine($"{file}: {count} clips of {pieces} pieces, regularization {classifier.Regularization:G3}. Style found for {accuracy:P0} of the clips of pieces that it was not trained on (five folds).");
                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("Stopped. No classifier was written.");
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
