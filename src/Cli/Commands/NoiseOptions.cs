using System.CommandLine;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>The options <c>--seed</c> and <c>--creativity</c> of <c>generate</c> and <c>paint</c>.</summary>
internal static class NoiseOptions
{
    /// <param name="different">What another seed gives.</param>
    /// <param name="source">What the seed is taken from if none is chosen: painting or recording.</param>
    public static Option<int?> CreateSeed(string different, string source) => new("--seed")
    {
        HelpName = "number",
        Description = $"Any whole number; another seed gives {different}. [default: a number from the content of the {source}'s file]",
    };

    /// <param name="made">What is made: music or painting.</param>
    public static Option<double?> CreateCreativity(string made)
    {
        Option<double?> creativity = NumberOption.Create("--creativity", 0, 1, "0.5");
        creativity.HelpName = "0..1";
        creativity.Description = $"The size of the noise. 0: the same {made} for every seed; 1: as varied as in training.";
        creativity.DefaultValueFactory = _ => 1;
        return creativity;
    }
}
