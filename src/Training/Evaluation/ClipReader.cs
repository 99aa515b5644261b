using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Reads and analyses the clips of recordings.</summary>
internal static class ClipReader
{
    /// <summary>The length of a clip in seconds; the last one of a recording may be shorter.</summary>
    public const double ClipSeconds = 10;

    /// <summary>Reads clips of all recordings, spread evenly over each. Uses all cores; memory holds only the results.</summary>
    /// <param name="works">The recordings.</param>
    /// <param name="clipsPerRecording">The maximum number of clips from one recording.</param>
    /// <param name="progress">Receives the number of finished recordings and of all.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The clips, in the order of the recordings, and what cannot be used, with the reason.</returns>
    public static (IReadOnlyList<RealClip> Clips, IReadOnlyList<LeftOut> LeftOut) Read(
        IReadOnlyList<LabelledWork> works, int clipsPerRecording, IProgress<(int Done, int Count)>? progress, CancellationToken cancellation)
    {
        var found = new (IReadOnlyList<RealClip> Clips, LeftOut? LeftOut)[works.Count];
        int done = 0;
        Parallel.For(0, works.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                found[i] = ([.. Clips(works[i], clipsPerRecording)], null);
            }
            catch (Pix2PitchException e)
            {
                found[i] = ([], new LeftOut(works[i].Work.Path, e.Message));
            }
            progress?.Report((Interlocked.Increment(ref done), works.Count));
        });
        return ([.. found.SelectMany(each => each.Clips)], [.. found.Select(each => each.LeftOut).OfType<LeftOut>()]);
    }

    /// <summary>The piece of a recording.</summary>
    public static string PieceOf(Work work) => SplitGroups.OfMusic(work) is [var group, ..] ? group : work.Path;

    private static IEnumerable<RealClip> Clips(LabelledWork work, int count)
    {
        string path = work.Work.Path, piece = PieceOf(work.Work);
        double seconds = AudioReader.ReadSeconds(path);
        if (seconds < ClipAnalysis.MinSeconds) throw new Pix2PitchException(FormattableString.Invariant($"'{path}' lasts {seconds:0.##} s; {ClipAnalysis.MinSeconds} s or more are needed."));
        int clips = Math.Clamp((int)(seconds / ClipSeconds), 1, count);
        double hop = clips > 1 ? (seconds - ClipSeconds) / (clips - 1) : 0;
        for (int i = 0; i < clips; i++)
        {
            double offset = Math.Round(i * hop, 3);
            float[] samples = AudioReader.Read(path, ClipAnalysis.SampleRate, offset, ClipSeconds).Samples;
            yield return new RealClip(work.Work, offset, piece, work.Style, ClipAnalysis.Of(samples, $"'{path}'"));
        }
    }
}
