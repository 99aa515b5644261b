namespace Pix2Pitch.Pages.Studio;

/// <summary>One of the pieces of music that were made from a painting together.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="HasMidi">Whether there is a MIDI file.</param>
public sealed record StudioTake(int Number, int Seed, bool HasMidi)
{
    /// <summary>The name of its WAV file in the folder of the work.</summary>
    public string WaveFile => $"{Number}.wav";

    /// <summary>The spectrogram that <c>pix2pitch invert</c> reads.</summary>
    public string SpectrogramFile => $"{Number}.png";

    /// <summary>The spectrogram in colour.</summary>
    public string PictureFile => $"{Number}-picture.png";

    /// <summary>The notes.</summary>
    public string MidiFile => $"{Number}.mid";
}
