using Pix2Pitch.Loudness;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Midi;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>Makes a clip: the MIDI file, the piano roll and the sound. A clip whose files exist is not made again.</summary>
internal sealed class ClipMaker(CorpusFolder folder, IScoreRenderer renderer)
{
    public const string MusicFolder = "music", RollFolder = "rolls", MidiFolder = "midi";

    /// <summary>Samples per second of a clip.</summary>
    public const int SampleRate = 22050;

    /// <summary>Frames of a piano roll; hop 862.</summary>
    public const int RollFrames = 256;

    /// <summary>A clip below this loudness before normalization, in LUFS, is nearly silent.</summary>
    public const double MinLoudness = -60;

    private const double PeakDecibels = -1; // dBTP, as EBU R 128 recommends

    /// <summary>Makes a clip. The sound file is written last, so that a clip with a sound file is complete.</summary>
    public MadeClip Make(ClipPlan plan, CancellationToken stop)
    {
        IReadOnlyList<ArrangedNote> notes = Arranger.Arrange(
            plan.Piece.Score, plan.Instrumentation, plan.KeyShift, plan.Tempo, new ScoreRandom(plan.Seed, $"doubling {plan.Name}"));
        Excerpt? excerpt = ExcerptFinder.Find(notes, plan.Instrumentation, plan.Position, new ScoreRandom(plan.Seed, $"playing {plan.Name}"), out double start);
        if (excerpt is null) return new MadeClip(plan, 0, 0, $"No {Excerpt.ClipSeconds} s of the arrangement for {plan.Instrumentation.Name} have enough notes.");

        excerpt = excerpt with { Beats = BeatsOf(plan, start) };
        int count = excerpt.Notes.Count(note => note.End > 0);
        var made = new MadeClip(plan, start * plan.Tempo, count, null);
        string music = folder.Prepare(CorpusFolder.FileOf(plan, MusicFolder, "wav"));
        if (File.Exists(music)) return made;

        string midi = folder.Temporary(plan, "mid"), roll = folder.Temporary(plan, "npy"), wave = folder.Temporary(plan, "wav");
        using (FileStream file = File.Create(midi)) MidiExcerptWriter.Write(file, excerpt, plan.Room.Send);
        WriteRoll(roll, PianoRoll.Of(excerpt, RollFrames));
        renderer.Render(midi, wave, plan.Room, stop);
        float[] samples = AudioReader.Read(wave, SampleRate, (double)excerpt.LeadIn / Excerpt.TicksPerSecond, Excerpt.ClipSeconds, stop).Samples;
        File.Delete(wave);
        if (samples.Length < Excerpt.ClipSeconds * SampleRate)
        {
            throw new Pix2PitchException($"'{renderer.Program}' rendered only {samples.Length / (double)SampleRate:0.##} s of '{plan.Name}'; "
                + "run the command again, and check the space on the disk.");
        }
        if (!(LoudnessMeter.Integrated(samples, SampleRate) > MinLoudness))
            return made with { LeftOut = $"The rendering is nearly silent (under {MinLoudness} LUFS)." };
        LoudnessMeter.Normalize(samples, SampleRate, plan.Loudness, PeakDecibels);
        File.Move(midi, folder.Prepare(CorpusFolder.FileOf(plan, MidiFolder, "mid")), overwrite: true);
        File.Move(roll, folder.Prepare(CorpusFolder.FileOf(plan, RollFolder, "npy")), overwrite: true);
        WaveWriter.Write(music, samples, SampleRate, new Dictionary<string, string>
        {
            ["title"] = plan.Piece.Work.Title,
            ["author"] = plan.Piece.Work.Name,
            ["licence"] = plan.Piece.Work.Licence,
            ["attribution"] = plan.Piece.Other("attribution"),
            ["source"] = $"{plan.Piece.Other("source_repo")} {plan.Piece.Other("source_path")}".Trim(),
            ["changes"] = $"arranged for {plan.Instrumentation.Name}, transposed by {plan.KeyShift} semitones, excerpt",
        });
        return made;
    }

    private static int[] BeatsOf(ClipPlan plan, double start)
    {
        int[] all = [.. plan.Piece.Score.QuarterNotes.Select(seconds => (int)Math.Round((seconds / plan.Tempo - start) * Excerpt.TicksPerSecond))];
        int first = Math.Max(0, Array.FindLastIndex(all, beat => beat <= 0)), last = Array.FindIndex(all, beat => beat > Excerpt.ClipTicks);
        return all[first..(last < 0 ? all.Length : last + 1)];
    }

    private static void WriteRoll(string path, PianoRoll roll)
    {
        using var writer = new NpyWriter(path, NpyType.Byte, [.. roll.PackedShape.Skip(1)]);
        writer.WriteStored(roll.ToPackedBytes());
        writer.Complete();
    }
}
