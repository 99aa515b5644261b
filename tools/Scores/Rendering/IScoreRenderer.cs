namespace Pix2Pitch.Tools.Scores.Rendering;

/// <summary>Turns MIDI files into sound.</summary>
internal interface IScoreRenderer
{
    /// <summary>The program and its version, for the record of the corpus.</summary>
    string Program { get; }

    /// <summary>The name of the SoundFont's file, and its SHA-256 as hexadecimal digits.</summary>
    (string Name, string Checksum) SoundFont { get; }

    /// <summary>Renders a file.</summary>
    /// <param name="midi">The MIDI file.</param>
    /// <param name="wave">The WAV file to write.</param>
    /// <param name="room">The room.</param>
    /// <param name="stop">Ends the rendering.</param>
    /// <exception cref="Pix2PitchException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    void Render(string midi, string wave, Room room, CancellationToken stop);
}
