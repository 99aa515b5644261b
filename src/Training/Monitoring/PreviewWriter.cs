using System.Globalization;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Monitoring;

/// <summary>
/// Writes what the generator makes of some validation paintings, with the same noise each time, so that previews of different steps can be compared. On
/// the thread that trains, because TorchSharp is not safe beside threads that make the garbage collector run.
/// </summary>
/// <param name="folder">Where to write.</param>
/// <param name="evaluator">Has the paintings.</param>
/// <param name="mel">The representation of the mel-spectrograms.</param>
/// <param name="runId">The run's id, for the WAV files.</param>
/// <param name="options">How many paintings, and how many steps are kept.</param>
internal sealed class PreviewWriter(PreviewFolder folder, Evaluator evaluator, MelOptions mel, string runId, MonitoringOptions options)
{
    private MelSpectrogramInverter? _inverter; // not made for a run without previews

    /// <summary>Writes the previews of a step.</summary>
    /// <exception cref="Pix2PitchException">A file cannot be written.</exception>
    public void Write(long step)
    {
        _inverter ??= new MelSpectrogramInverter(mel);
        Directory.CreateDirectory(folder.Path);
        for (int i = 0; i < Math.Min(options.PreviewPaintings, evaluator.Paintings); i++)
        {
            (float[] painting, float[] generated, float[] real) = evaluator.Example(i);
            var spectrogram = new MelSpectrogram(mel, generated);
            // The sound first: a preview without its picture is not listed.
            WaveWriter.Write(folder.SoundOf(step, i + 1), _inverter.Invert(spectrogram), mel.SampleRate, new Dictionary<string, string>
            {
                ["pix2pitch.run"] = runId,
                ["pix2pitch.step"] = step.ToString(CultureInfo.InvariantCulture),
            });
            SpectrogramPicture.WriteBeside(folder.PictureOf(step, i + 1), side => PaintingScaler.Scale(painting, mel.Frames, side), spectrogram, new MelSpectrogram(mel, real));
        }
        folder.Thin(options.MaxPreviewSteps);
    }
}
