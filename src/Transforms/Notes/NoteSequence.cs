using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Notes;

/// <summary>The notes of music, in the order of their starts. Notes that start together are in the order of instrument families, then from the lowest up.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "'Sequence' is the usual word for notes in time.")]
public sealed class NoteSequence : IReadOnlyList<Note>
{
    /// <summary>The velocity of the loudest notes of a model, and of all notes of a transcription.</summary>
    internal const int Velocity = 80;

    private readonly Note[] _notes;

    internal NoteSequence(IEnumerable<Note> notes, double seconds, bool isTranscription)
        => (_notes, Seconds, IsTranscription) = ([.. notes.OrderBy(note => note.Start).ThenBy(note => note.Instrument).ThenBy(note => note.Pitch)], seconds, isTranscription);

    /// <summary>Number of notes.</summary>
    public int Count => _notes.Length;

    /// <summary>Length of the music in seconds. The last notes can end up to one frame later.</summary>
    public double Seconds { get; }

    /// <summary>
    /// Whether the notes were found in a mel-spectrogram afterwards. A transcription has wrong and missing notes, and does not know the instruments. If false, the model itself wrote the
    /// notes, and its music was made from them.
    /// </summary>
    public bool IsTranscription { get; }

    /// <summary>What made the notes, for files, if it was not a model; null for a model or a transcription.</summary>
    internal string? Origin { get; init; }

    /// <summary>A note.</summary>
    /// <param name="index">Its number, from 0.</param>
    public Note this[int index] => _notes[index];

    /// <summary>Finds the notes in a mel-spectrogram. All are given to the piano, because the instruments are not recognized.</summary>
    /// <param name="spectrogram">The mel-spectrogram. Neighbouring low notes cannot be distinguished if its bands or its Fourier transform are too coarse.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <returns>The notes; none if the mel-spectrogram is silent.</returns>
    /// <remarks>See <c>docs/generation.md</c> for the method and for how many notes it finds.</remarks>
    public static NoteSequence Transcribe(MelSpectrogram spectrogram, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        return new NoteSequence(NoteTranscription.Of(spectrogram, cancellation), spectrogram.Seconds, isTranscription: true);
    }

    /// <summary>
    /// Writes the notes as a standard MIDI file of format 1: 480 ticks per quarter note at 120 quarter notes a minute, and for each instrument family that plays a track and a channel with a
    /// General MIDI program. Text events say that a machine made the notes. The same notes and properties give the same bytes. The file is written atomically.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="properties">Properties to store in the file as a text event in JSON.</param>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteMidi(string path, IReadOnlyDictionary<string, string>? properties = null) => AtomicFile.Write(path, file => WriteMidi(file, properties));

    /// <summary>Writes the notes as <see cref="WriteMidi(string, IReadOnlyDictionary{string, string}?)"/> does.</summary>
    /// <param name="stream">Receives the file. It is not closed.</param>
    /// <param name="properties">Properties to store in the file as a text event in JSON.</param>
    public void WriteMidi(Stream stream, IReadOnlyDictionary<string, string>? properties = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MidiWriter.Write(stream, this, properties ?? new Dictionary<string, string>());
    }

    /// <inheritdoc/>
    public IEnumerator<Note> GetEnumerator() => _notes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
