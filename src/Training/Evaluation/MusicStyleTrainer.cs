using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Trains a <see cref="MusicStyleClassifier"/>. The same clips give the same classifier.</summary>
internal static class MusicStyleTrainer
{
    private const int FoldCount = 5;
    private const float MinDeviation = 1e-6f;

    private static readonly float[] s_regularizations = [0.01f, 0.03f, 0.1f, 0.3f, 1]; // for each clip

    /// <summary>Trains with the regularization that has the highest accuracy in cross-validation by piece.</summary>
    /// <param name="clips">The clips, at least 20 of two styles or more.</param>
    /// <param name="trainedOn">What they are, for people.</param>
    /// <param name="cancellation">Stops between two trials.</param>
    /// <returns>The classifier, and its accuracy for clips of pieces that it was not trained on.</returns>
    /// <exception cref="Pix2PitchException">All clips are of one style.</exception>
    public static (MusicStyleClassifier Classifier, double Accuracy) Train(IReadOnlyList<RealClip> clips, string trainedOn, CancellationToken cancellation = default)
    {
        RequireStyles(clips.Select(clip => clip.Style));
        int[] folds = Folds.Assign([.. clips.Select(clip => clip.Style)], [.. clips.Select(clip => clip.Piece)], FoldCount);
        (float Regularization, double Accuracy) best = s_regularizations.Select(regularization => (regularization, Accuracy: Accuracy(clips, folds, regularization, cancellation))).MaxBy(trial => trial.Accuracy);
        return (Train(clips, best.Regularization, trainedOn), best.Accuracy);
    }

    /// <summary>The style that is found for each clip by a classifier that was not trained on its piece.</summary>
    /// <param name="clips">The clips that a classifier was trained on.</param>
    /// <param name="regularization">The regularization of that classifier.</param>
    /// <returns>The styles; null where it cannot be said, because the other pieces have one style only.</returns>
    public static IReadOnlyList<Style?> PredictHeldOut(IReadOnlyList<RealClip> clips, double regularization)
    {
        int[] folds = Folds.Assign([.. clips.Select(clip => clip.Style)], [.. clips.Select(clip => clip.Piece)], FoldCount);
        var found = new Style?[clips.Count];
        for (int fold = 0; fold < FoldCount; fold++)
        {
            RealClip[] training = [.. clips.Where((_, i) => folds[i] != fold)];
            if (training.DistinctBy(clip => clip.Style).Count() < 2) continue;
            MusicStyleClassifier classifier = Train(training, (float)regularization, "");
            for (int i = 0; i < clips.Count; i++)
            {
                if (folds[i] == fold) found[i] = classifier.Predict(clips[i].Analysis.Vector);
            }
        }
        return found;
    }

    /// <summary>Checks that there are two styles or more.</summary>
    /// <param name="styles">The styles of the clips or recordings, at least one.</param>
    /// <exception cref="Pix2PitchException">All are the same.</exception>
    public static void RequireStyles(IEnumerable<Style> styles)
    {
        if (styles.Distinct().Take(2).ToArray() is [var only])
            throw new Pix2PitchException($"All music to train the classifier with is of one style, {StyleNames.Of(only)}; add music of another style.");
    }

    private static double Accuracy(IReadOnlyList<RealClip> clips, int[] folds, float regularization, CancellationToken cancellation)
        => (double)Enumerable.Range(0, FoldCount).Sum(fold =>
        {
            cancellation.ThrowIfCancellationRequested();
            RealClip[] training = [.. clips.Where((_, i) => folds[i] != fold)], held = [.. clips.Where((_, i) => folds[i] == fold)];
            if (held.Length == 0 || training.DistinctBy(clip => clip.Style).Count() < 2) return 0;
            MusicStyleClassifier classifier = Train(training, regularization, "");
            return held.Count(clip => classifier.Predict(clip.Analysis.Vector) == clip.Style);
        }) / clips.Count;

    private static MusicStyleClassifier Train(IReadOnlyList<RealClip> clips, float regularization, string trainedOn)
    {
        float[][] vectors = [.. clips.Select(clip => clip.Analysis.Vector)];
        (float[] means, float[] deviations) = LogisticRegression.Moments(vectors, MinDeviation);
        (float[][] weights, float[] biases) = LogisticRegression.Fit(
            [.. vectors.Select(vector => LogisticRegression.Standardise(vector, means, deviations))], [.. clips.Select(clip => clip.Style)], regularization);
        return new MusicStyleClassifier
        {
            TrainedOn = trainedOn,
            Regularization = regularization,
            Styles = StyleNames.All,
            Means = means,
            Deviations = deviations,
            Weights = weights,
            Biases = biases,
        };
    }
}
