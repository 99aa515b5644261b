namespace Pix2Pitch.Cli.Output;

/// <summary>Says how much of something is done, in percent.</summary>
internal sealed class ShareDone(Progress progress, string what) : IProgress<(int Done, int Count)>
{
    public void Report((int Done, int Count) value) => progress.Say($"{what} ({100 * value.Done / value.Count} %)");
}
