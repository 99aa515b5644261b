using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Commands;

/// <summary>Prints what <c>prepare</c> did.</summary>
internal static class PrepareSummary
{
    private const int Shown = 10;
    private const int Examples = 3;

    public static void Write(TextWriter text, string output, ShardShare share, PrepareReport report)
    {
        if (report.Info is { } info)
        {
            text.WriteLine($"{output}: {info.Paintings} paintings, {info.Music} clips, {info.TrainingPairs} pairs to train on, {info.ValidationPairs} for validation"
                + $"{(info.TestPairs > 0 ? $", {info.TestPairs} for the test" : "")}.");
        }
        else
        {
            text.WriteLine($"{output}: share {share.Index}/{share.Count} is done; when all shares are done, run the same command without --shard and --shards.");
        }
        Write(text, "Paintings", "paintings", report.Paintings);
        if (report.Judged is { } judged) Write(text, "Judged styles", "paintings", judged);
        Write(text, "Music", "clips", report.Music);
        WriteLeftOut(text, output, report);
        foreach (string note in report.Notes)
            text.WriteLine($"Note: {note}");
        if (report.Page is { } page)
            text.WriteLine($"Report: {page}");
    }

    private static void WriteLeftOut(TextWriter text, string output, PrepareReport report)
    {
        if (report.LeftOut.Count == 0)
            return;
        text.WriteLine($"Left out: {report.LeftOut.Count}{(report.Info is null ? "" : $", listed in {Path.Combine(output, "left-out.csv")}")}.");
        if (report.LeftOut.Count <= Shown)
        {
            foreach (LeftOut left in report.LeftOut)
                text.WriteLine(left.Reason.Contains(left.File, StringComparison.Ordinal) ? $"  {left.Reason}" : $"  {left.File}: {left.Reason}");
            return;
        }
        // Many files with one reason would hide the others.
        IReadOnlyList<LeftOutGroup> groups = LeftOutGroups.Of(report.LeftOut);
        foreach (LeftOutGroup group in groups.Take(Shown))
        {
            string examples = string.Join(", ", group.Files.Take(Examples).Select(left => Path.GetFileName(left.File))) + (group.Count > Examples ? ", ..." : "");
            text.WriteLine($"  {group.Count} ({examples}): {group.Reason}");
        }
        if (groups.Count > Shown)
            text.WriteLine($"  and {groups.Skip(Shown).Sum(group => group.Count)} more for other reasons");
    }

    /// <summary>Prints what was verified on <paramref name="text"/>, or the damage on <paramref name="errors"/>.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter text, TextWriter errors, string folder, VerifyReport report)
    {
        foreach (string damage in report.Damages)
            errors.WriteLine(damage);
        if (report.Damages.Count > 0)
            return ExitCode.Failure;
        text.WriteLine($"{folder}: {report.Shards} shards, their indexes, all tables and {report.Pairs} pairs are correct; "
            + $"{Megabytes(report.Bytes)} MB read in {report.Time.TotalSeconds:0.0} s ({Rate(report.Bytes / 1e6, report.Time)} MB/s).");
        return ExitCode.Success;
    }

    private static void Write(TextWriter text, string side, string unit, PrepareFigures figures)
    {
        string kept = figures.ShardsKept > 0 ? $"{Count(figures.ShardsKept)} {(figures.ShardsKept == 1 ? "was" : "were")} already made" : "";
        if (figures.ShardsWritten == 0)
        {
            text.WriteLine($"{side}: {(kept.Length > 0 ? kept : "nothing to do in this share")}.");
            return;
        }
        text.WriteLine($"{side}: {figures.Rows} {unit} in {figures.Time.TotalSeconds:0.0} s ({Rate(figures.Rows, figures.Time)} a second), "
            + $"{Megabytes(figures.BytesRead)} MB read ({Rate(figures.BytesRead / 1e6, figures.Time)} MB/s), "
            + $"{Count(figures.ShardsWritten)} of {Megabytes(figures.BytesWritten)} MB written ({Rate(figures.BytesWritten / 1e6, figures.Time)} MB/s)"
            + $"{(kept.Length > 0 ? ", " + kept : "")}.");
    }

    private static string Count(long shards) => shards == 1 ? "1 shard" : $"{shards} shards";

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.0}");

    private static string Rate(double amount, TimeSpan time) => FormattableString.Invariant($"{amount / Math.Max(1e-3, time.TotalSeconds):0.0}");
}
