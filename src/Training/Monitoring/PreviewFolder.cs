using System.Globalization;

namespace Pix2Pitch.Training.Monitoring;

/// <summary>The previews of a run: a PNG and a WAV for each painting, named by step and number. Numbers count from 1.</summary>
/// <param name="runFolder">The run folder.</param>
internal sealed class PreviewFolder(string runFolder)
{
    private const string Prefix = "step-";

    /// <summary>The path of the folder, which may not exist.</summary>
    public string Path { get; } = System.IO.Path.Combine(runFolder, "previews");

    /// <summary>The steps that have previews, in order.</summary>
    public IReadOnlyList<long> Steps => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path, $"{Prefix}*-*.png").Select(StepOf).OfType<long>().Distinct().Order()]
        : [];

    /// <summary>The picture: the painting, the generated mel-spectrogram, and that of the painting's partner.</summary>
    public string PictureOf(long step, int number) => FileOf(step, number, "png");

    /// <summary>The generated music.</summary>
    public string SoundOf(long step, int number) => FileOf(step, number, "wav");

    /// <summary>The numbers of the paintings of a step.</summary>
    public IEnumerable<int> NumbersOf(long step)
    {
        for (int number = 1; File.Exists(PictureOf(step, number)); number++) yield return number;
    }

    /// <summary>Deletes the previews of steps after a step, which a run that continues from it trains again.</summary>
    public void DeleteAfter(long lastStep)
    {
        if (Directory.Exists(Path)) AtomicFile.DeleteLeftovers(Path);
        foreach (long step in Steps.Where(step => step > lastStep)) Delete(step);
    }

    /// <summary>Deletes previews until no more steps are left than a maximum: never the first and the last, and of the others those whose neighbours are closest.</summary>
    public void Thin(int maxSteps)
    {
        List<long> steps = [.. Steps];
        while (steps.Count > maxSteps)
        {
            int closest = Enumerable.Range(1, steps.Count - 2).MinBy(i => steps[i + 1] - steps[i - 1]);
            Delete(steps[closest]);
            steps.RemoveAt(closest);
        }
    }

    private void Delete(long step)
    {
        foreach (string file in Directory.GetFiles(Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D8}-*"))) File.Delete(file);
    }

    private string FileOf(long step, int number, string extension)
        => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D8}-{number}.{extension}"));

    private static long? StepOf(string path)
        => long.TryParse(System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : null;
}
