using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Experiments;

/// <summary>A run of an experiment.</summary>
/// <param name="Name">Its name, which is that of its folder.</param>
/// <param name="Preset">Its preset; null for none.</param>
/// <param name="Data">The prepared folder.</param>
/// <param name="Options">How it is trained.</param>
internal sealed record PlannedRun(string Name, TrainingPreset? Preset, string Data, TrainingOptions Options);
