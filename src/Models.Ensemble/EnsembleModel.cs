namespace Pix2Pitch.Models;

/// <summary>The default model of Pix2Pitch: a file in ONNX format that the build copies beside the program.</summary>
/// <remarks>
/// It takes paintings of any size, writes notes for instruments, and gives a mel-spectrogram of ten seconds. The model card, <c>models/ensemble.md</c> in the
/// package, tells on what it was trained and how good it is. The weights are under the licence CC BY-SA 4.0.
/// </remarks>
public static class EnsembleModel
{
    /// <summary>The path of the file: <c>models/ensemble.onnx</c> in the folder of the program (<see cref="AppContext.BaseDirectory"/>).</summary>
    /// <exception cref="Pix2PitchException">The file is not there: it was deleted, or the program was copied without it.</exception>
    /// <example>
    /// <code>
    /// using PaintingToMusic music = PaintingToMusic.Load(EnsembleModel.Path);
    /// </code>
    /// </example>
    public static string Path => PathIn(AppContext.BaseDirectory);

    internal static string PathIn(string folder)
    {
        string path = System.IO.Path.Combine(folder, "models", "ensemble.onnx");
        return File.Exists(path)
            ? path
            : throw new Pix2PitchException($"'{path}' is missing: build the program again, or copy the folder 'models' with it.");
    }
}
