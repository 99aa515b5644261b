namespace Pix2Pitch.Tools.Scores.Rendering;

/// <summary>A room, as settings of FluidSynth's reverb.</summary>
/// <param name="Name">Its name in <c>music.csv</c>.</param>
/// <param name="Size">Room size, 0 to 1: the length of the reverberation.</param>
/// <param name="Damping">Damping of high frequencies, 0 to 1.</param>
/// <param name="Width">Stereo width, 0 to 1; of little effect in mono.</param>
/// <param name="Level">Level of the reverberation, 0 to 1.</param>
/// <param name="Send">How much of the sound goes into the room: MIDI controller 91, 0 to 127.</param>
internal sealed record Room(string Name, double Size, double Damping, double Width, double Level, int Send)
{
    /// <summary>The rooms, drawn with equal probability for every style and instrumentation.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        new("dry", 0.1, 0.5, 0.5, 0.3, 10),
        new("studio", 0.3, 0.4, 0.5, 0.6, 35),
        new("chamber", 0.5, 0.3, 0.7, 0.7, 55),
        new("hall", 0.7, 0.2, 0.9, 0.8, 75),
        new("church", 0.9, 0.1, 1, 0.9, 95),
    ];
}
