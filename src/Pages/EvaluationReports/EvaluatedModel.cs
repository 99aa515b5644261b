namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>A model that was evaluated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The name of its file, without folders.</param>
/// <param name="Sha256">The SHA-256 of the file, in lower case.</param>
/// <param name="RunId">The id of its training run; empty if unknown.</param>
/// <param name="TrainedOn">Its training data, for people; empty if unknown.</param>
public sealed record EvaluatedModel(string Name, string File, string Sha256, string RunId, string TrainedOn);
