using System.Collections.Concurrent;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Pieces;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>Makes a corpus from a folder of scores.</summary>
internal static class CorpusRenderer
{
    /// <summary>
    /// Makes the clips that are not there yet, and writes the tables. Every file is checked before the first clip is made. If the work is stopped, the
    /// tables list the clips that were made or found until then, and the same call continues.
    /// </summary>
    /// <param name="scores">The folder of the scores.</param>
    /// <param name="output">The folder of the corpus.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="renderer">What turns MIDI into sound.</param>
    /// <param name="progress">Shows what is being done.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>The text of the summary.</returns>
    /// <exception cref="Pix2PitchException">A folder or file cannot be used, or the rendering failed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static string Render(string scores, string output, CorpusOptions options, IScoreRenderer renderer, Progress progress, CancellationToken stop)
    {
        options.Validate();
        PieceList list = PieceList.Read(scores, options.Splits, options.Strict, options.Threads, progress, stop);
        foreach (LeftOutItem item in list.LeftOut) progress.Warn($"Left out: {item.Reason}");
        IReadOnlyList<ClipPlan> plans = CorpusPlanner.Plan(list.Pieces, options);
        if (plans.Count == 0) throw new Pix2PitchException($"--hours {options.Hours} is less than a clip of each style; give more.");
        CorpusInfo info = CorpusInfo.Of(scores, list, options, renderer);
        using CorpusFolder folder = CorpusFolder.Open(output, info);

        progress.Next("clips");
        var maker = new ClipMaker(folder, renderer);
        var made = new MadeClip?[plans.Count];
        int done = 0;
        try
        {
            // One by one in the order of the plans, so that a corpus that is stopped is balanced.
            OrderablePartitioner<int> indices = Partitioner.Create(Enumerable.Range(0, plans.Count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(indices, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = stop }, i =>
            {
                made[i] = maker.Make(plans[i], stop);
                progress.Report(Interlocked.Increment(ref done), plans.Count);
            });
        }
        catch (AggregateException e)
        {
            throw e.InnerExceptions.FirstOrDefault(each => each is OperationCanceledException) ?? e.InnerExceptions[0];
        }
        finally
        {
            WriteTables(folder.Path, [.. made.OfType<MadeClip>()], list.LeftOut);
        }

        MadeClip[] clips = [.. made.OfType<MadeClip>()];
        string summary = CorpusSummary.Of(info, [.. clips.Where(clip => clip.LeftOut is null)], LeftOut(clips, list.LeftOut), SizeOf(output));
        CorpusSummary.Write(output, summary);
        return summary;
    }

    private static void WriteTables(string folder, MadeClip[] clips, IReadOnlyList<LeftOutItem> pieces)
    {
        CorpusTables.WriteManifest(folder, clips.Where(clip => clip.LeftOut is null));
        CorpusTables.WriteLeftOut(folder, LeftOut(clips, pieces));
    }

    private static IReadOnlyList<LeftOutItem> LeftOut(MadeClip[] clips, IReadOnlyList<LeftOutItem> pieces)
        => [.. pieces, .. clips.Where(clip => clip.LeftOut is not null).Select(clip => new LeftOutItem(clip.Plan.Name, clip.LeftOut!))];

    private static long SizeOf(string folder)
        => new[] { ClipMaker.MusicFolder, ClipMaker.RollFolder, ClipMaker.MidiFolder }.Select(each => Path.Combine(folder, each)).Where(Directory.Exists)
            .SelectMany(each => new DirectoryInfo(each).EnumerateFiles("*", SearchOption.AllDirectories)).Sum(file => file.Length);
}
