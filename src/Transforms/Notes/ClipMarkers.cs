namespace Pix2Pitch.Notes;

/// <summary>The texts of the markers in the MIDI file of a clip that <c>tools/Scores render</c> has written.</summary>
internal static class ClipMarkers
{
    /// <summary>Where the clip begins: notes before it sound into it.</summary>
    public const string Start = "clip";

    /// <summary>At each beat, a quarter note of the score.</summary>
    public const string Beat = "beat";
}
