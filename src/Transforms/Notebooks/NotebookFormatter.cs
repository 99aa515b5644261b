using System.Net;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Notebooks;

/// <summary>A formatter as .NET Interactive expects it, which finds both members by their names.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="format">Formats a value.</param>
internal sealed class NotebookFormatter<T>(string mimeType, Func<T, string> format)
{
    /// <summary>What it writes.</summary>
    public string MimeType => mimeType;

    /// <summary>Formats a value; returns whether it could.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value) return false;
        writer.Write(format(value));
        return true;
    }
}

/// <summary>Spectrograms as pictures and sound as players, as parts of a page that need no other file.</summary>
internal static class NotebookFormatter
{
    public const string Html = "text/html", Text = "text/plain";

    /// <summary>A picture with axes. Its alternative text is <see cref="Describe(MelSpectrogram)"/>.</summary>
    public static string Picture(MelSpectrogram spectrogram)
    {
        PictureCanvas canvas = SpectrogramPicture.Draw(spectrogram);
        return FormattableString.Invariant(
            $"<img alt=\"{Encode(Describe(spectrogram))}\" width=\"{canvas.Width}\" height=\"{canvas.Height}\" src=\"data:image/png;base64,{Convert.ToBase64String(canvas.ToPng())}\">");
    }

    /// <summary>A player with all of the sound, 16 bit.</summary>
    public static string Player(ReadOnlySpan<float> samples, int sampleRate)
        => $"<audio controls aria-label=\"{Encode(Describe(samples.Length, sampleRate))}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(WaveWriter.ToBytes(samples, sampleRate))}\"></audio>";

    public static string Describe(MelSpectrogram spectrogram)
    {
        MelOptions mel = spectrogram.Options;
        int loudest = Enumerable.Range(0, spectrogram.Frames).MaxBy(frame => Enumerable.Range(0, mel.MelBands).Sum(band => spectrogram.Values[band * spectrogram.Frames + frame]));
        return FormattableString.Invariant(
            $"Mel-spectrogram of {spectrogram.Seconds:0.0} s: {mel.BandsText} x {spectrogram.Frames} frames at {mel.SampleRate} Hz; most sound at {(double)loudest * mel.HopLength / mel.SampleRate:0.0} s");
    }

    public static string Describe(int samples, int sampleRate) => FormattableString.Invariant($"Sound of {(double)samples / sampleRate:0.0} s at {sampleRate} Hz");

    public static string Describe(GeneratedMusic music)
        => FormattableString.Invariant($"Music of {music.Seconds:0.0} s by the model '{music.Generator.Name}', seed {music.Seed}, {music.Style?.ToString() ?? "no style"} requested");

    public static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>The two formatters of a type, as .NET Interactive asks for them.</summary>
internal abstract class NotebookFormatters<T>(Func<T, string> html, Func<T, string> text)
{
    public IEnumerable<object> CreateTypeFormatters() => [new NotebookFormatter<T>(NotebookFormatter.Html, html), new NotebookFormatter<T>(NotebookFormatter.Text, text)];
}

/// <summary>How notebooks show a mel-spectrogram.</summary>
internal sealed class MelSpectrogramFormatters() : NotebookFormatters<MelSpectrogram>(NotebookFormatter.Picture, NotebookFormatter.Describe);

/// <summary>How notebooks show a clip.</summary>
internal sealed class AudioClipFormatters() : NotebookFormatters<AudioClip>(
    clip => NotebookFormatter.Player(clip.Samples, clip.SampleRate), clip => NotebookFormatter.Describe(clip.Samples.Length, clip.SampleRate));

/// <summary>How notebooks show generated music: its spectrogram, a player, and how it was made.</summary>
internal sealed class GeneratedMusicFormatters() : NotebookFormatters<GeneratedMusic>(
    music => $"<figure>{NotebookFormatter.Picture(music.MelSpectrogram)}<br>{NotebookFormatter.Player(music.Samples, music.SampleRate)}"
        + $"<figcaption>{NotebookFormatter.Encode(NotebookFormatter.Describe(music))}.</figcaption></figure>",
    NotebookFormatter.Describe);
