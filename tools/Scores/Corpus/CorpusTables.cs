using CsvHelper;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Pieces;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>Writes the tables of a corpus: <c>music.csv</c> and <c>left-out.csv</c>.</summary>
internal static class CorpusTables
{
    private static readonly CsvWriterOptions s_csv = new() { NewLine = "\n" };

    private static readonly (string Name, Func<MadeClip, string> Cell)[] s_columns =
    [
        ("file", clip => CorpusFolder.FileOf(clip.Plan, ClipMaker.MusicFolder, "wav")),
        ("composer", clip => clip.Plan.Piece.Work.Name),
        ("piece", clip => clip.Plan.Piece.Work.Title),
        ("year", clip => $"{clip.Plan.Piece.Work.Year}"),
        ("style", clip => StyleNames.Of(clip.Plan.Piece.Style)),
        ("location", clip => clip.Plan.Piece.Work.Place),
        ("licence", clip => clip.Plan.Piece.Work.Licence),
        ("attribution", clip => clip.Plan.Piece.Other("attribution")),
        ("instrumentation", clip => clip.Plan.Instrumentation.Name),
        ("kind", _ => "rendered score"),
        ("piece_id", clip => clip.Plan.Piece.PieceId),
        ("split", clip => SplitNames.Of(clip.Plan.Piece.Split)),
        ("roll", clip => CorpusFolder.FileOf(clip.Plan, ClipMaker.RollFolder, "npy")),
        ("midi", clip => CorpusFolder.FileOf(clip.Plan, ClipMaker.MidiFolder, "mid")),
        ("start_s", clip => $"{clip.Start:0.000}"),
        ("notes", clip => $"{clip.Notes}"),
        ("key_shift", clip => $"{clip.Plan.KeyShift}"),
        ("tempo", clip => $"{clip.Plan.Tempo:0.000}"),
        ("target_loudness", clip => $"{clip.Plan.Loudness:0.0}"),
        ("room", clip => clip.Plan.Room.Name),
        ("written_for", clip => clip.Plan.Piece.Other("instrumentation")),
        ("style_in_list", clip => clip.Plan.Piece.Work.Style),
        ("source_repo", clip => clip.Plan.Piece.Other("source_repo")),
        ("source_path", clip => clip.Plan.Piece.Other("source_path")),
        ("in_training_clips", clip => clip.Plan.Piece.Other("in_training_clips")),
    ];

    /// <summary>Writes the manifest, a row for each clip.</summary>
    public static void WriteManifest(string folder, IEnumerable<MadeClip> clips)
        => Write(
            Path.Combine(folder, CorpusFolder.ManifestFile), [.. s_columns.Select(column => column.Name)],
            clips.Select(clip => s_columns.Select(column => column.Cell(clip))));

    /// <summary>Writes what is left out, with the reasons.</summary>
    public static void WriteLeftOut(string folder, IEnumerable<LeftOutItem> items)
        => Write(Path.Combine(folder, CorpusFolder.LeftOutFile), ["item", "reason"], items.Select(item => (IEnumerable<string>)[item.Item, item.Reason]));

    private static void Write(string path, string[] header, IEnumerable<IEnumerable<string>> rows) => AtomicFile.Write(path, stream =>
    {
        using CsvWriter csv = CsvWriter.Create(stream, s_csv, leaveOpen: true);
        csv.WriteRecord(header);
        foreach (IEnumerable<string> row in rows) csv.WriteRecord([.. row]);
    });
}
