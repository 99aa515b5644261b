using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>A model to evaluate.</summary>
internal sealed class OpenedModel : IDisposable
{
    private OpenedModel(PaintingToMusic plain, PaintingToMusic? judging, string whyNotJudging, EvaluatedModel description)
        => (Plain, Judging, WhyNotJudging, Description) = (plain, judging, whyNotJudging, description);

    /// <summary>Makes music with the requested style, or without a style.</summary>
    public PaintingToMusic Plain { get; }

    /// <summary>Makes music with the style that is judged from the picture; null if it cannot be judged here.</summary>
    public PaintingToMusic? Judging { get; }

    /// <summary>Why not.</summary>
    public string WhyNotJudging { get; }

    /// <summary>The model, for the report.</summary>
    public EvaluatedModel Description { get; }

    /// <summary>The metadata of the file.</summary>
    public GeneratorMetadata Metadata => Plain.Metadata;

    /// <summary>Opens a model file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="styleClassifier">See <see cref="EvaluationOptions.StyleClassifier"/>.</param>
    /// <exception cref="Pix2PitchException">It is missing, is not a generator of this version, or makes clips that are too short to be analysed.</exception>
    public static OpenedModel Open(string file, string? styleClassifier = null)
    {
        // Each clip is made by one thread; several are made at once.
        var options = new MusicOptions { Inversion = new InversionOptions { MaxThreads = 1 } };
        PaintingToMusic plain = PaintingToMusic.Load(file, options);
        if (plain.Metadata.Mel.ClipSeconds < ClipAnalysis.MinSeconds)
        {
            double seconds = plain.Metadata.Mel.ClipSeconds;
            plain.Dispose();
            throw new Pix2PitchException(FormattableString.Invariant($"'{file}' makes clips of {seconds:0.##} s; {ClipAnalysis.MinSeconds} s or more are needed for the analysis."));
        }
        PaintingToMusic? judging = null;
        string whyNot = "";
        try
        {
            judging = PaintingToMusic.Load(file, options with { JudgesStyle = true, StyleClassifierFile = styleClassifier });
        }
        catch (Pix2PitchException e)
        {
            whyNot = e.Message;
        }
        GeneratorMetadata metadata = plain.Metadata;
        return new OpenedModel(plain, judging, whyNot, new EvaluatedModel(metadata.Name, Path.GetFileName(file), Checksum.OfFile(file), metadata.RunId, metadata.TrainedOn));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Plain.Dispose();
        Judging?.Dispose();
    }
}
