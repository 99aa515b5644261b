using System.CommandLine;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Scores;

/// <summary>The options of the commands that render.</summary>
internal static class FluidSynthArguments
{
    public static Option<string> Program { get; } = new("--fluidsynth") { Description = "The program FluidSynth.", DefaultValueFactory = _ => FluidSynth.DefaultProgram };

    public static Option<string> SoundFont { get; } = new("--soundfont") { Description = "The SoundFont (.sf2).", DefaultValueFactory = _ => FluidSynth.DefaultSoundFont };

    /// <summary>Opens the program with the options that are given.</summary>
    public static FluidSynth Open(ParseResult result) => FluidSynth.Open(result.GetRequiredValue(Program), result.GetRequiredValue(SoundFont));
}
