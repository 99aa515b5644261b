using Pix2Pitch.Mel;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// The models of the thesis "Pix2Pitch: Generating music from paintings by using Conditionals GANs" (E. Rivas Ruzafa, 2020): A1, A2 and C1 of 256 px, E1 and E2 of 512 px, and F1
/// and F2 of 512 px with a higher sample rate. The available text states these sizes, but not in what models of one letter differ: here, in the size of the discriminator's patches.
/// </summary>
public static class TrainingPresets
{
    // Convolutions with stride 2 for patches of 70, 34 and 16 px.
    private const int LargePatches = 3, MediumPatches = 2, SmallPatches = 1;

    /// <summary>All presets, in the order of their names.</summary>
    public static IReadOnlyList<TrainingPreset> All { get; } =
    [
        new("A1", MelOptions.Thesis256, LargePatches),
        new("A2", MelOptions.Thesis256, MediumPatches),
        new("C1", MelOptions.Thesis256, SmallPatches),
        new("E1", MelOptions.Thesis512, LargePatches),
        new("E2", MelOptions.Thesis512, MediumPatches),
        new("F1", MelOptions.Thesis512High, LargePatches),
        new("F2", MelOptions.Thesis512High, MediumPatches),
    ];

    /// <summary>The preset of a name, in any case; null if there is none.</summary>
    public static TrainingPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
