using Pix2Pitch.Notes;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>A note of an excerpt, in ticks from the start of the clip; it can begin before the clip.</summary>
/// <param name="Line">Index of the line in <see cref="Instrumentation.Lines"/>.</param>
/// <param name="Start">When it begins, in ticks of 1/960 s.</param>
/// <param name="End">When it ends.</param>
/// <param name="Pitch">MIDI pitch.</param>
/// <param name="Velocity">MIDI velocity, 1 to 127.</param>
internal readonly record struct ExcerptNote(int Line, int Start, int End, int Pitch, int Velocity);

/// <summary>The part of an arrangement that a clip contains, as it is played.</summary>
/// <param name="Instrumentation">The ensemble.</param>
/// <param name="LeadIn">
/// Ticks before the clip from which notes are played, so that notes and the room already sound when the clip begins.
/// </param>
/// <param name="Notes">The notes in the order of their starts.</param>
internal sealed record Excerpt(Instrumentation Instrumentation, int LeadIn, IReadOnlyList<ExcerptNote> Notes)
{
    /// <summary>Ticks in a second.</summary>
    public const int TicksPerSecond = ClipMidiFile.TicksPerSecond;

    /// <summary>Length of a clip in seconds.</summary>
    public const int ClipSeconds = 10;

    /// <summary>When each quarter note of the notated time begins, in ticks from the start of the clip: from the last one at or before it to the first one after its end.</summary>
    public IReadOnlyList<int> Beats { get; init; } = [];

    /// <summary>Length of a clip in ticks.</summary>
    public const int ClipTicks = ClipSeconds * TicksPerSecond;
}
