using Pix2Pitch.Cli.Commands;

namespace Pix2Pitch.Cli.Engines;

/// <summary>What makes music of paintings for <c>generate</c>. Thread-safe.</summary>
internal interface IMusicEngine : IDisposable
{
    /// <summary>Whether a WAV file with this metadata has the music that <see cref="Make"/> would make of a painting.</summary>
    bool IsMade(string painting, IReadOnlyDictionary<string, string> properties);

    /// <summary>Makes the music of a painting.</summary>
    /// <param name="painting">The painting's file.</param>
    /// <param name="names">The files that will be written: what is needed only for some of them is made only if they are requested.</param>
    /// <param name="progress">Receives the number of completed steps and of all steps; null for none.</param>
    /// <exception cref="Pix2PitchException">The painting cannot be used.</exception>
    IMadeMusic Make(string painting, OutputNames names, IProgress<(int Done, int Count)>? progress);
}
