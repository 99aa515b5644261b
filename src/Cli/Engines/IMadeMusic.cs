using Pix2Pitch.Cli.Commands;

namespace Pix2Pitch.Cli.Engines;

/// <summary>Music that an <see cref="IMusicEngine"/> has made.</summary>
internal interface IMadeMusic
{
    /// <summary>Writes the files that were requested.</summary>
    /// <exception cref="Pix2PitchException">A file cannot be written.</exception>
    void Write(OutputNames names, int i);

    /// <summary>What was made.</summary>
    GenerateReport Report(string painting, OutputNames names, int i, bool replaces, double elapsed);
}
