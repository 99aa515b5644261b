using Pix2Pitch.Generation;

namespace Pix2Pitch.Cli;

/// <summary>Finds the model that is used when none is named.</summary>
internal static class ModelLocator
{
    /// <summary>
    /// The first, by name, of the <c>data/models/*.onnx</c> beside the program or in a folder above it (which finds the repository's).
    /// </summary>
    /// <exception cref="Pix2PitchException">There is none.</exception>
    public static string Find() => Find(AppContext.BaseDirectory);

    /// <summary>All model files of the same folder that make music from paintings, by name.</summary>
    /// <exception cref="Pix2PitchException">There is none.</exception>
    public static IReadOnlyList<string> FindAll()
    {
        string first = Find();
        return [first, .. Directory.EnumerateFiles(Path.GetDirectoryName(first)!, "*.onnx").Order(StringComparer.Ordinal).Where(file => file != first && MakesMusic(file))];
    }

    internal static string Find(string start)
    {
        for (string? folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            string models = Path.Combine(folder, "data", "models");
            if (!Directory.Exists(models)) continue;
            if (Directory.EnumerateFiles(models, "*.onnx").Order(StringComparer.Ordinal).FirstOrDefault() is { } model) return model;
        }
        throw new Pix2PitchException($"No model was found in 'data/models' beside '{start}' or above it: name one with --model.");
    }

    private static bool MakesMusic(string file)
    {
        try
        {
            return GeneratorMetadata.Read(file).Direction == GeneratorDirection.PaintingToMusic;
        }
        catch (Pix2PitchException)
        {
            return false;
        }
    }
}
