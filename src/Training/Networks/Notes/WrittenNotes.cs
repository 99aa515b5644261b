namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>The names of the notes of N sequences in an ONNX graph. All are int64 except <paramref name="HasNote"/>.</summary>
/// <param name="Tempo">[N, 1], the classes of tempo.</param>
/// <param name="HasNote">[T, N, 1]: 1, or 0 where there is no note.</param>
/// <param name="Step">[T, N, 1], the step of each note.</param>
/// <param name="Family">[T, N, 1], its instrument family.</param>
/// <param name="Pitch">[T, N, 1], its pitch.</param>
/// <param name="Duration">[T, N, 1], its duration in steps.</param>
/// <param name="Level">[T, N, 1], the class of its level.</param>
internal sealed record WrittenNotes(string Tempo, string HasNote, string Step, string Family, string Pitch, string Duration, string Level);
