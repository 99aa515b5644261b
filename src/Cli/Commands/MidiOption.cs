using System.CommandLine;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The option <c>--midi</c> of <c>generate</c> and <c>invert</c>.</summary>
internal static class MidiOption
{
    public static Option<string?> Create(string description) => new("--midi") { HelpName = "out.mid", Description = description };

    /// <summary>What was written, for the user.</summary>
    public static string Describe(string file, NoteSequence notes)
        => notes.IsTranscription ? $"{file}: {notes.Count} notes, a transcription of the mel-spectrogram with wrong and missing notes"
            : $"{file}: {notes.Count} notes of the model{(notes.Count == 0 ? "" : $" ({string.Join(", ", notes.Select(note => note.Instrument).Distinct().Order().Select(InstrumentFamilies.NameOf))})")}";
}
