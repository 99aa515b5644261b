using System.Globalization;
using System.Reflection;
using System.Text;
using Pix2Pitch.Pages.RunReports;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Runs;
using SixLabors.ImageSharp;

namespace Pix2Pitch.Training.Reports;

/// <summary>Makes the report of a run from the files in its folder.</summary>
internal static class RunReportBuilder
{
    private const int PreviewWidth = 1000, EarlierWidth = 480, MaxEarlier = 8;
    private const int WarningSteps = 1000;

    // Losses without a text here are shown by their name.
    private static readonly Dictionary<string, string> s_meanings = new()
    {
        ["d1"] = "The discriminator's loss on real mel-spectrograms.",
        ["d2"] = "The discriminator's loss on generated mel-spectrograms. Near 0 together with d1, the discriminator is winning.",
        ["g"] = "The generator's adversarial loss.",
        ["l1"] = "Mean absolute difference of generated and real mel-spectrograms; without pairs, of real ones and what both generators make of them.",
        ["gradient_penalty"] = "The penalty on the discriminator's gradient.",
        ["feature_matching"] = "Distance of the discriminator's activations for generated and for real clips.",
        ["mode_seeking"] = "Difference of two noises, divided by the difference of the outputs.",
        ["style"] = "Cross entropy of the requested style in the outputs; ln 5 = 1.61 if it is not found at all.",
        ["style_ambiguity"] = "How far the styles are from being found alike where none is requested.",
        ["roll"] = "Cross entropy of the piano roll, for the nearest partner.",
        ["latent"] = "How much the latent code of a partner says beyond the painting, in nats.",
        ["band_statistics"] = "Distance of the means and deviations of the bands over time.",
        ["painting_d1"] = "The loss of the discriminator of paintings on real paintings.",
        ["painting_d2"] = "Its loss on generated paintings.",
        ["painting_g"] = "The adversarial loss of the generator of paintings.",
        ["painting_cycle"] = "Mean absolute difference of paintings and what both generators make of them.",
        ["diversity"] = "Mean absolute difference of the outputs for different paintings.",
        ["diversity_real"] = "The same for their real clips.",
        ["diversity_ratio"] = "diversity divided by diversity_real: near 0 if all paintings get the same output.",
        ["diversity_seeds"] = "Mean absolute difference of the outputs for one painting with different noise.",
        ["validation_l1"] = "l1 for the validation paintings.",
        ["nearest_clip"] = "Distance of the outputs from their nearest training clips, without timing, in standard deviations.",
        ["nearest_clip_real"] = "The same for held-out real clips.",
        ["nearest_ratio"] = "nearest_clip divided by nearest_clip_real: near 0 for copies of training clips.",
        ["spectral_flatness"] = "How much the outputs sound like noise: near 0 for tones, 0.56 for white noise.",
        ["spectral_flatness_real"] = "The same for real clips after the same inversion.",
        ["onset_rate"] = "Note onsets per second in the outputs.",
        ["onset_rate_real"] = "The same for real clips after the same inversion.",
        ["pitch_clarity"] = "How near the partials of the outputs are to semitones: 1 in tune, 0 chance.",
        ["pitch_clarity_real"] = "The same for real clips after the same inversion.",
    };

    /// <summary>What a column of the log means, in a sentence; empty if nothing is known of it.</summary>
    public static string MeaningOf(string column) => s_meanings.GetValueOrDefault(column, "");

    /// <summary>Writes the report into the run folder, atomically.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="Pix2PitchException">The folder has no checkpoint that can be read, or cannot be written to.</exception>
    public static string Write(string folder)
    {
        string html = Build(folder).ToHtml(), page = Path.Combine(folder, RunReport.HtmlFile);
        AtomicFile.Write(page, file => file.Write(Encoding.UTF8.GetBytes(html)));
        return page;
    }

    /// <summary>Makes the report.</summary>
    /// <exception cref="Pix2PitchException">The folder has no checkpoint that can be read.</exception>
    public static RunReport Build(string folder)
    {
        var warnings = new List<string>();
        string checkpoint = RunFolder.FindCheckpoint(folder, warnings.Add)
            ?? throw new Pix2PitchException($"'{folder}' has no checkpoint that can be read; name the folder of a run that 'train' has saved.");
        RunState state = Checkpoint.ReadState(checkpoint);
        IReadOnlyList<RunStart> history = RunFolder.ReadHistory(folder, state.RunId);
        LogCurves log = LogCurves.Read(Path.Combine(folder, "log.csv"));
        var previews = new PreviewFolder(folder);
        IReadOnlyList<long> steps = previews.Steps;
        return new RunReport
        {
            RunId = state.RunId,
            Step = Math.Max(state.Step, log.LastStep),
            LastStep = state.Options.Steps,
            Time = TimeSpan.FromSeconds(state.Seconds),
            Warnings = [.. warnings, .. history.Count > 0 ? history[^1].Warnings : [], .. Warnings(log, state.Options.Health)],
            Losses = [.. RunLog.LossNames.Intersect(log.Names).Select(name => log.WithMean(name, MeaningOf(name)))],
            Evaluations = [.. RunLog.MetricNames.Intersect(log.Names).Select(name => log.Plain(name, MeaningOf(name)))],
            Previews = steps.Count > 0 ? [.. previews.NumbersOf(steps[^1]).Select(number => Preview(previews, steps[^1], number, PreviewWidth, hasSound: true)).OfType<RunPreview>()] : [],
            EarlierPreviews = [.. Spread(steps.SkipLast(1).ToArray()).Select(step => Preview(previews, step, 1, EarlierWidth, hasSound: false)).OfType<RunPreview>()],
            Options = [.. Options(state.Options)],
            Data = new Dictionary<string, string>
            {
                ["Description"] = state.Data.Description,
                ["Fingerprint"] = state.Data.Fingerprint,
                ["Mel-spectrograms"] = string.Create(CultureInfo.InvariantCulture, $"{state.Data.Mel.BandsText} and {state.Data.Mel.Frames} frames at {state.Data.Mel.SampleRate} Hz"),
            },
            Starts = [.. history.Select(Describe)],
        };
    }

    private static IEnumerable<string> Warnings(LogCurves log, HealthOptions health)
    {
        (int winning, int rows) = log.Winning(WarningSteps);
        if (winning > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"In {winning} of the last {rows} steps the discriminator was winning: the generator gets little useful gradient. ")
                + "If that continues, try fewer --patch-layers or a smaller --discriminator-width in a new run.";
        }
        foreach (HealthFinding finding in HealthFinding.Find(health, log.Last)) yield return finding.Sentence;
    }

    /// <summary>A preview of a run; null if its picture is missing or damaged.</summary>
    /// <param name="folder">The previews of the run.</param>
    /// <param name="step">The step.</param>
    /// <param name="number">The number of the painting, from 1.</param>
    /// <param name="width">The maximum width of the picture in pixels.</param>
    /// <param name="hasSound">Whether its music belongs to it.</param>
    public static RunPreview? Preview(PreviewFolder folder, long step, int number, int width, bool hasSound)
    {
        string sound = folder.SoundOf(step, number);
        try
        {
            (byte[] jpeg, int actualWidth, int height) = Thumbnails.Scaled(folder.PictureOf(step, number), width);
            return new RunPreview(step, number, jpeg, actualWidth, height, hasSound && File.Exists(sound) ? File.ReadAllBytes(sound) : null);
        }
        catch (Exception e) when (e is ImageFormatException or IOException)
        {
            return null; // deleted or damaged since the folder was listed
        }
    }

    private static IEnumerable<long> Spread(long[] steps)
        => steps.Length <= MaxEarlier ? steps : Enumerable.Range(0, MaxEarlier).Select(i => steps[i * (steps.Length - 1) / (MaxEarlier - 1)]);

    /// <summary>All options of a training.</summary>
    public static IEnumerable<RunOption> Options(TrainingOptions options)
    {
        TrainingOptions defaults = new();
        return [.. Of(options, defaults), .. Of(options.Augmentation, defaults.Augmentation), .. Of(options.Notes, defaults.Notes), .. Of(options.Health, defaults.Health)];

        static IEnumerable<RunOption> Of<T>(T options, T defaults) => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType != typeof(HealthOptions) && property.PropertyType != typeof(AugmentationOptions) && property.PropertyType != typeof(NotesOptions))
            .Select(property => new RunOption(property.Name, Text(property.GetValue(options)), Text(property.GetValue(defaults))));

        static string Text(object? value) => value is null ? "not set" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }

    private static Dictionary<string, string> Describe(RunStart start)
    {
        var details = new Dictionary<string, string>
        {
            ["Time"] = start.Started.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            ["Command"] = start.Command.Length > 0 ? start.Command : "from C#",
            ["Program"] = $"Pix2Pitch {start.Version}, libtorch {start.LibTorch}, {start.Framework}",
            ["Machine"] = $"{start.Processor}; {start.OperatingSystem}; trained on the {(start.Accelerator == Accelerator.Cuda ? "GPU (CUDA)" : "CPU")}",
        };
        if (start.AfterStep > 0) details["Continued after step"] = start.AfterStep.ToString("#,0", CultureInfo.InvariantCulture);
        return details;
    }
}
