namespace Pix2Pitch.Training.Preparation;

/// <summary>How far <c>prepare</c> is.</summary>
/// <param name="Stage">What is being read.</param>
/// <param name="Done">Files of this stage that are done.</param>
/// <param name="Total">Files of this stage.</param>
public readonly record struct PrepareProgress(string Stage, int Done, int Total);
