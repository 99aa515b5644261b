using Pix2Pitch.Notes;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.ColorSynthesis;

/// <summary>The sound of a painting's colours, made by <see cref="ColorSynthesizer"/>.</summary>
public sealed class ColorMusic
{
    internal ColorMusic(float[] samples, float[] stereoSamples, IReadOnlyList<ColorNote> notes, double seconds)
    {
        (Samples, StereoSamples, ColorNotes, Seconds) = (samples, stereoSamples, notes, seconds);
        Notes = new NoteSequence(notes.Select(note => new Note(ColorTimbre.FamilyOf(note.Color), note.Pitch, note.Start, note.Seconds, VelocityOf(note.Decibels))), seconds, isTranscription: false) { Origin = "colours" };
    }

    /// <summary>Samples per second: 44100.</summary>
    public const int SampleRate = 44100;

    /// <summary>Length in seconds.</summary>
    public double Seconds { get; }

    /// <summary>The mono sound, in [-1, 1].</summary>
    public float[] Samples { get; }

    /// <summary>Left and right samples in turn, in [-1, 1]. A colour is heard where it is in the painting: on the left at the beginning, on the right at the end.</summary>
    public float[] StereoSamples { get; }

    /// <summary>The notes with their colours, in the order of their starts.</summary>
    public IReadOnlyList<ColorNote> ColorNotes { get; }

    /// <summary>The notes for MIDI files. The instrument family is the one that comes nearest to the timbre.</summary>
    public NoteSequence Notes { get; }

    /// <summary>Writes a WAV file, 16-bit PCM. The file is written atomically.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="isStereo">Whether it has two channels.</param>
    /// <param name="properties">Properties to store in the file.</param>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteWave(string path, bool isStereo = false, IReadOnlyDictionary<string, string>? properties = null)
    {
        if (isStereo) WaveWriter.Write(path, StereoSamples, SampleRate, properties, channels: 2);
        else WaveWriter.Write(path, Samples, SampleRate, properties);
    }

    // The level of a note follows the square of its velocity (SoundFont 2.04, section 8.4.1).
    private static int VelocityOf(double decibels) => Math.Clamp((int)Math.Round(110 * Math.Pow(10, decibels / 40)), 1, 127);
}
