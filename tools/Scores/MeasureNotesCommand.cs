using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores;

/// <summary><c>measure-notes</c>: measures the spectra of single notes for the generator of notes.</summary>
internal static class MeasureNotesCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "Folder for note-spectra.npy and note-envelopes.npy.", Required = true };
        var command = new Command("measure-notes", "Renders single notes with FluidSynth and measures their spectra and envelopes.") { output, FluidSynthOptions.Program, FluidSynthOptions.SoundFont };
        command.SetAction(result =>
        {
            FluidSynth renderer = FluidSynthOptions.Open(result);
            using var signals = Signals.RequestStop();
            string folder = result.GetRequiredValue(output);
            Progress.Run("notes", _ => { NoteSpectra.Measure(renderer, folder, signals.Token); return 0; }, signals.Token);
            Console.WriteLine($"{folder}: the notes of 8 instrument families.");
            return ExitCode.Success;
        });
        return command;
    }
}
