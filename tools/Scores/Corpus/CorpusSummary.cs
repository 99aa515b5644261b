using System.Text;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Pieces;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>Writes <c>summary.md</c>: what is in a corpus.</summary>
internal static class CorpusSummary
{
    private const double SecondsPerHour = 3600, BytesPerMegabyte = 1e6;

    /// <summary>The text of the summary.</summary>
    public static string Of(CorpusInfo info, IReadOnlyList<MadeClip> clips, IReadOnlyList<LeftOutItem> leftOut, long bytes)
    {
        Style[] styles = [.. clips.Select(StyleOf).Distinct().Order()];
        var text = new StringBuilder();
        double hours = clips.Count * Excerpt.ClipSeconds / SecondsPerHour;
        int pieceCount = clips.Select(clip => clip.Plan.Piece).Distinct().Count();
        text.Append($"# Clips from scores\n\n{clips.Count} clips, {hours:0.00} h, of {pieceCount} pieces; {bytes / BytesPerMegabyte:0} MB.\n\n");
        text.Append($"Seed {info.Seed}, at most {info.Hours} h and {info.Variants} clips of a piece. ");
        text.Append($"{info.Renderer}, {info.SoundFont} (SHA-256 {info.SoundFontChecksum}).\n\n");
        Table(text, "Splits", "split", Enum.GetValues<Split>().Select(SplitNames.Of), clip => SplitNames.Of(clip.Plan.Piece.Split));
        Table(text, "Instrumentations", "instrumentation", InstrumentationTable.All.Select(each => each.Name), clip => clip.Plan.Instrumentation.Name);
        Table(text, "Rooms", "room", clips.Select(clip => clip.Plan.Room.Name).Distinct().Order(), clip => clip.Plan.Room.Name);
        Table(text, "Licences", "licence", Names(clip => clip.Plan.Piece.Work.Licence), clip => clip.Plan.Piece.Work.Licence);
        text.Append("## Pieces and composers\n\n| style | pieces | composers |\n| --- | ---: | ---: |\n");
        foreach (Style style in styles)
        {
            Piece[] pieces = [.. clips.Where(clip => StyleOf(clip) == style).Select(clip => clip.Plan.Piece).Distinct()];
            text.Append($"| {StyleNames.Of(style)} | {pieces.Length} | {pieces.Select(piece => piece.Work.Name).Distinct().Count()} |\n");
        }
        text.Append($"\n## Left out\n\n{leftOut.Count} pieces or clips; `{CorpusFolder.LeftOutFile}` lists them with the reasons.\n");
        return text.ToString();

        IEnumerable<string> Names(Func<MadeClip, string> name) => clips.Select(name).Distinct().Order(StringComparer.Ordinal);

        void Table(StringBuilder to, string title, string first, IEnumerable<string> rows, Func<MadeClip, string> row)
        {
            ILookup<string, MadeClip> byRow = clips.ToLookup(row);
            to.Append($"## {title}\n\n| {first} | {string.Join(" | ", styles.Select(StyleNames.Of))} | all |\n");
            to.Append($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", styles.Length + 1))}\n");
            foreach (string name in rows) Row(name, [.. byRow[name]]);
            Row("all", clips);
            to.Append('\n');

            void Row(string name, IReadOnlyList<MadeClip> of)
                => to.Append($"| {name} | {string.Join(" | ", styles.Select(style => of.Count(clip => StyleOf(clip) == style)))} | {of.Count} |\n");
        }
    }

    /// <summary>Writes the file.</summary>
    public static void Write(string folder, string text)
        => AtomicFile.Write(Path.Combine(folder, CorpusFolder.SummaryFile), stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static Style StyleOf(MadeClip clip) => clip.Plan.Piece.Style;
}
