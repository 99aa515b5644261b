namespace Pix2Pitch.Training.Preparation;

/// <summary>Progress of <c>prepare</c>.</summary>
/// <param name="Stage">What is being read.</param>
/// <param name="Done">Number of files of this stage that are done.</param>
/// <param name="Total">Number of files of this stage.</param>
public readonly record struct PrepareProgress(string Stage, int Done, int Total);
