using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Pieces;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores.Corpus;

/// <summary>A clip to make.</summary>
/// <param name="Name">Its name, unique in the corpus.</param>
/// <param name="Piece">The piece.</param>
/// <param name="Instrumentation">The ensemble.</param>
/// <param name="KeyShift">Semitones by which the piece is moved up, -5 to 6.</param>
/// <param name="Tempo">How many times as fast as written.</param>
/// <param name="Loudness">The target loudness in LUFS.</param>
/// <param name="Room">The room.</param>
/// <param name="Position">Where in the piece to look first, in [0, 1).</param>
/// <param name="Seed">The seed of the corpus, for how the clip is played.</param>
internal sealed record ClipPlan(
    string Name, Piece Piece, Instrumentation Instrumentation, int KeyShift, double Tempo, double Loudness, Room Room, double Position, int Seed);
