using Pix2Pitch.Prepared;
using Pix2Pitch.Terminal;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Reads a list or folder of recordings.</summary>
internal static class EvaluationMusic
{
    /// <summary>The minimum number of clips for figures that mean something.</summary>
    public const int MinClips = 20;

    /// <summary>Reads and analyses the clips. What is left out is reported as a warning.</summary>
    /// <exception cref="Pix2PitchException">The list cannot be read, or fewer than <see cref="MinClips"/> clips can be used.</exception>
    public static IReadOnlyList<EvaluationClip> Read(string path, int clipsPerRecording, Progress progress, CancellationToken cancellation)
    {
        var leftOut = new List<LeftOut>();
        IReadOnlyList<LabelledWork> works = new LibraryReader(LibrarySide.Music, strict: false, leftOut, [], []).Read(LibrarySide.Music.Find(path, null));
        if (works.Count == 0) throw new Pix2PitchException($"'{path}' has no recording whose style is known{(leftOut.Count > 0 ? $": {leftOut[0].Reason}" : ".")}");
        (IReadOnlyList<EvaluationClip> clips, IReadOnlyList<LeftOut> unusable) = ClipReader.Read(works, clipsPerRecording, progress, cancellation);
        foreach (LeftOut each in leftOut.Concat(unusable)) progress.Warn($"Left out: '{each.File}': {each.Reason}");
        return clips.Count >= MinClips ? clips : throw new Pix2PitchException($"'{path}' has {clips.Count} clips that can be used; {MinClips} or more are needed for figures that mean something.");
    }
}
