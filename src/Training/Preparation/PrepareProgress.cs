namespace Pix2Pitch.Training.Preparation;

/// <summary>The progress of <c>prepare</c>.</summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Done">Files of this stage that are done.</param>
/// <param name="Total">Files of this stage; 0 if they are not counted.</param>
public readonly record struct PrepareProgress(string Stage, int Done, int Total);
