using System.CommandLine;
using Pix2Pitch.Manifests;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Corpus;

namespace Pix2Pitch.Tools.Scores;

/// <summary><c>measure-transcription</c>: compares transcriptions of rendered clips with the notes that were played.</summary>
internal static class TranscriptionCommand
{
    private const int MaxClips = 100_000;

    public static Command Create()
    {
        var clips = new Argument<string>("clips") { Description = "Folder that 'render' has written." };
        var split = new Option<string>("--split") { Description = "The split whose clips are used.", DefaultValueFactory = _ => "test" };
        Option<double?> count = NumberOption.Create("--clips", 1, MaxClips, "40");
        count.Description = "Number of clips, evenly spread over the list.";
        count.DefaultValueFactory = _ => 40;
        var command = new Command("measure-transcription", "Transcribes mel-spectrograms of rendered clips and compares the result with the notes that were played.") { clips, split, count };
        command.SetAction(result => Run(result.GetRequiredValue(clips), result.GetRequiredValue(split), (int)result.GetValue(count)!.Value));
        return command;
    }

    private static int Run(string folder, string split, int count)
    {
        Work[] works = [.. ManifestReader.Read(Path.Combine(folder, CorpusFolder.ManifestFile)).Works.Where(work => work.Other.GetValueOrDefault("split") == split)];
        if (works.Length == 0) throw new Pix2PitchException($"'{folder}' has no clips of the split '{split}': choose train, validation or test.");
        count = Math.Min(count, works.Length);
        var extractor = new MelSpectrogramExtractor(MelOptions.Thesis256);
        var score = new TranscriptionScore();
        var byInstrumentation = new SortedDictionary<string, TranscriptionScore>(StringComparer.Ordinal);
        using var signals = Signals.RequestStop();
        return Progress.Run("Transcribing", progress =>
        {
            for (int i = 0; i < count; i++)
            {
                signals.Token.ThrowIfCancellationRequested();
                Work work = works[(int)((long)i * works.Length / count)];
                NoteSequence found = NoteSequence.Transcribe(extractor.Extract(Path.Combine(folder, work.Path)));
                (int Pitch, double Start, double End)[] played = [.. ClipMidiFile.Read(Path.Combine(folder, work.Other["midi"])).Notes
                    .Select(note => (note.Pitch, note.Start, End: Math.Min(note.End, Excerpt.ClipSeconds)))];
                string instrumentation = work.Other.GetValueOrDefault("instrumentation", "");
                if (!byInstrumentation.TryGetValue(instrumentation, out TranscriptionScore? part)) byInstrumentation[instrumentation] = part = new TranscriptionScore();
                foreach (TranscriptionScore each in new[] { score, part }) each.Add(found, played);
                progress.Report(i + 1, count);
            }
            progress.Print($"{count} clips of the split {split}, {score.Played} notes played, {score.Found} found");
            progress.Print($"Notes, onset within {1000 * TranscriptionScore.Tolerance:0} ms: {score.Notes}");
            progress.Print($"Frames of {1000 * TranscriptionScore.FrameSeconds:0} ms: {score.Frames}");
            foreach ((string instrumentation, TranscriptionScore part) in byInstrumentation)
                progress.Print($"{instrumentation}: {part.Played} notes, F1 of notes {part.Notes.F1:0.00}, of frames {part.Frames.F1:0.00}");
            return ExitCode.Success;
        }, signals.Token);
    }
}
