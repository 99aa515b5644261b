using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Reads a list or folder of recordings.</summary>
internal static class EvaluationMusic
{
    /// <summary>The minimum number of clips for figures that mean something.</summary>
    public const int MinClips = 20;

    /// <summary>Reads the list without opening the recordings.</summary>
    /// <returns>The recordings whose style is known, and the others, with the reason.</returns>
    /// <exception cref="Pix2PitchException">The list cannot be read, or has too few recordings for <see cref="MinClips"/> clips.</exception>
    public static (IReadOnlyList<LabelledWork> Works, IReadOnlyList<LeftOut> LeftOut) List(string path, int clipsPerRecording)
    {
        var leftOut = new List<LeftOut>();
        IReadOnlyList<LabelledWork> works = new LibraryReader(LibrarySide.Music, strict: false, leftOut, [], []).Read(LibrarySide.Music.Find(path, null));
        if (works.Count == 0) throw new Pix2PitchException($"'{path}' has no recording whose style is known{(leftOut.Count > 0 ? $": {leftOut[0].Reason}" : ".")}");
        Require((long)works.Count * clipsPerRecording, $"clips in '{path}'", leftOut);
        return (works, leftOut);
    }

    /// <summary>Reads and analyses the clips. What is left out is reported as a warning.</summary>
    /// <exception cref="Pix2PitchException">The list cannot be read, fewer than <see cref="MinClips"/> clips can be used, or all are of one style.</exception>
    public static IReadOnlyList<RealClip> Read(string path, int clipsPerRecording, Progress progress, CancellationToken cancellation)
    {
        (IReadOnlyList<LabelledWork> works, IReadOnlyList<LeftOut> leftOut) = List(path, clipsPerRecording);
        MusicStyleTrainer.RequireStyles(works.Select(work => work.Style));
        (IReadOnlyList<RealClip> clips, IReadOnlyList<LeftOut> unusable) = ClipReader.Read(works, clipsPerRecording, progress, cancellation);
        Require(clips.Count, $"clips in '{path}'", unusable);
        foreach (LeftOut each in leftOut.Concat(unusable)) progress.Warn($"Left out: '{each.File}': {each.Reason}");
        return clips;
    }

    /// <summary>Checks that there are <see cref="MinClips"/> clips.</summary>
    /// <param name="count">The number of clips.</param>
    /// <param name="what">What they are, for the message: "clips" and more.</param>
    /// <param name="leftOut">Recordings that cannot be used. The first one is in the message.</param>
    /// <exception cref="Pix2PitchException">There are fewer.</exception>
    public static void Require(long count, string what, IReadOnlyList<LeftOut>? leftOut = null)
    {
        if (count >= MinClips) return;
        throw new Pix2PitchException($"There are only {count} {what} that can be used, and {MinClips} or more are needed for figures that mean something: add recordings, or raise --clips"
            + (leftOut is [var first, ..] ? $" ({leftOut.Count} left out; the first: {first.Reason.TrimEnd('.')})." : "."));
    }
}
