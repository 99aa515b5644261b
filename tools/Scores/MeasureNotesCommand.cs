using System.CommandLine;
using Pix2Pitch.Notes;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores;

/// <summary><c>measure-notes</c>: measures the spectra of single notes for the generator of notes.</summary>
internal static class MeasureNotesCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "Folder for note-spectra.npy, note-spectra-512.npy and note-envelopes.npy.", Required = true };
        var command = new Command("measure-notes", "Renders single notes with FluidSynth and measures their spectra and envelopes.") { output, FluidSynthArguments.Program, FluidSynthArguments.SoundFont };
        command.SetAction(result =>
        {
            FluidSynth renderer = FluidSynthArguments.Open(result);
            using var signals = Signals.RequestStop();
            string folder = result.GetRequiredValue(output);
            int count = Progress.Run("notes", progress => NoteSpectra.Measure(renderer, folder, progress, signals.Token), signals.Token);
            Console.WriteLine($"{folder}: {count} notes of {InstrumentFamilies.Count} instrument families.");
            return ExitCode.Success;
        });
        return command;
    }
}
