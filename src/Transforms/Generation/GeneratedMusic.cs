using System.Globalization;
using System.Security.Cryptography;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>Music that was made from a painting.</summary>
[TypeFormatterSource("Pix2Pitch.Notebooks.GeneratedMusicFormatters")]
public sealed class GeneratedMusic
{
    private readonly Source _painting;
    internal const string ChannelsKey = GeneratorMetadata.KeyPrefix + "channels";

    private readonly string _modelHash;
    private readonly PaintingPath? _path;
    private readonly Lazy<NoteSequence> _notes;

    internal GeneratedMusic(
        Source painting, float[] samples, MelSpectrogram melSpectrogram, IReadOnlyList<Note>? notes, int clips, GeneratorMetadata generator, string modelHash, int seed, Style? style,
        MusicOptions options)
    {
        (_painting, _modelHash, _path) = (painting, modelHash, options.Path);
        (Samples, MelSpectrogram, Clips) = (samples, melSpectrogram, clips);
        (Generator, Seed, Style) = (generator, seed, style);
        _notes = new(() => notes is null ? NoteSequence.Transcribe(melSpectrogram) : new NoteSequence(notes, Seconds, isTranscription: false));
        (Creativity, Iterations, Accelerator) = (options.Creativity, options.Inversion.Iterations, options.Accelerator);
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of the painting's file.</summary>
    public string PaintingHash => _painting.Hash;

    /// <summary>The painting's file; empty if the painting came from a stream or an image in memory.</summary>
    public string PaintingPath => _painting.Path;

    /// <summary>The sound: mono, in [-1, 1], at <see cref="SampleRate"/>.</summary>
    public float[] Samples { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRate => Generator.Mel.SampleRate;

    /// <summary>Length of the sound in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;

    /// <summary>The mel-spectrogram of the whole music, all clips joined.</summary>
    public MelSpectrogram MelSpectrogram { get; }

    /// <summary>
    /// The notes. If the generator makes notes (<see cref="GeneratorMetadata.MakesNotes"/>), those that the music was made from; where clips overlap, those of the clip that is louder, so that notes
    /// end and begin in the middle of an overlap. Otherwise a transcription of <see cref="MelSpectrogram"/> (<see cref="NoteSequence.IsTranscription"/>), which is made when it is first needed.
    /// </summary>
    public NoteSequence Notes => _notes.Value;

    /// <summary>The windows of the painting that the clips were made from, in their order; null if each was made from the whole painting.</summary>
    public IReadOnlyList<PathWindow>? Windows { get; internal init; }

    /// <summary>The number of clips that the music consists of. The first has the seed <see cref="Seed"/>, each further one the next seed, or the same if the music follows a path.</summary>
    public int Clips { get; }

    /// <summary>The generator's metadata.</summary>
    public GeneratorMetadata Generator { get; }

    /// <summary>The seed of the first clip.</summary>
    public int Seed { get; }

    /// <summary>The requested style; null means none.</summary>
    public Style? Style { get; }

    /// <summary>
    /// The probabilities of the five styles, in the order of <see cref="Styles.Style"/>, if the style was judged from the picture
    /// (<see cref="MusicOptions.JudgesStyle"/>); otherwise null. The generator received them as the style.
    /// </summary>
    public IReadOnlyList<float>? StyleProbabilities => _painting.StyleProbabilities;

    /// <summary>
    /// Whether the generator received the embedding of the picture. False if it does not take one (<see cref="GeneratorMetadata.EmbeddingLength"/> is 0), or if the network that
    /// computes it is not there; the generator then received zeros.
    /// </summary>
    public bool HasEmbedding => _painting.Embedding is not null;

    /// <summary>The strength of the noise, from 0 to 1.</summary>
    public float Creativity { get; }

    /// <summary>The iterations of the Griffin-Lim algorithm that computed <see cref="Samples"/>.</summary>
    public int Iterations { get; }

    /// <summary>The processor or GPU that the network ran on.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>
    /// Everything that is needed to make the music again, as text by key. <see cref="WriteWave"/>, <see cref="WriteSpectrogram"/> and
    /// <see cref="WriteMidi(string)"/> store it in their files.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        var properties = new Dictionary<string, string>(Generator.ToProperties()) { [GeneratorMetadata.KeyPrefix + "painting"] = Path.GetFileName(PaintingPath) };
        new MusicRecipe(
            _modelHash, PaintingHash, Seed, Style, _painting.StyleJudge, Creativity, Iterations, Accelerator, Generator.EmbeddingLength > 0 ? HasEmbedding : null, null, _path).AddTo(properties);
        if (Windows is not null)
            properties[GeneratorMetadata.KeyPrefix + "path-windows"] = string.Join("; ", Windows.Select(window => string.Create(CultureInfo.InvariantCulture, $"{window.Start:0.##} s: {window.Left:0.###} {window.Top:0.###} {window.Width:0.###} {window.Height:0.###}")));
        if (StyleProbabilities is not null)
            properties[GeneratorMetadata.KeyPrefix + "style-probabilities"] = string.Join(' ', StyleProbabilities.Select(p => p.ToString(CultureInfo.InvariantCulture)));
        MelSpectrogram.AddTo(properties);
        if (Samples.Length != Generator.Mel.ClipSamples) properties[GeneratorMetadata.KeyPrefix + "clips"] = Clips.ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    /// <summary>The value of <see cref="PaintingHash"/> for a file.</summary>
    internal static string HashOf(string painting)
    {
        using FileStream file = File.OpenRead(painting);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    /// <summary>The seed of a painting or recording for which none is chosen: a number from 0 to 999,999 from the content of its file, so that each has random choices of its own.</summary>
    /// <param name="hash">The file's <see cref="HashOf"/>.</param>
    internal static int SeedOf(string hash) => (int)(ulong.Parse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % 1_000_000);

    /// <summary>Writes the sound as WAV, 16-bit PCM, mono. The file is written atomically.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteWave(string path) => WaveWriter.Write(path, Samples, SampleRate, ToProperties());

    /// <summary>
    /// Writes the sound as WAV, 16-bit PCM, with two channels. If the music follows a path (<see cref="Windows"/>), it is heard where its window is in the painting; otherwise in the middle. The file is
    /// written atomically.
    /// </summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteStereoWave(string path)
        => WaveWriter.Write(path, ToStereo(), SampleRate, new Dictionary<string, string>(ToProperties()) { [ChannelsKey] = "2" }, channels: 2);

    /// <summary>The sound with two channels, left and right samples in turn.</summary>
    public float[] ToStereo()
    {
        var stereo = new float[2 * Samples.Length];
        double half = Generator.Mel.ClipSeconds / 2;
        for (int i = 0, window = 0; i < Samples.Length; i++)
        {
            double time = (double)i / SampleRate, place = 0.5;
            if (Windows is not null)
            {
                // On a straight line from the middle of one clip to that of the next. The places of windows, 0.25 to 0.75, become left and right.
                while (window + 1 < Windows.Count && Windows[window + 1].Start + half <= time) window++;
                PathWindow from = Windows[window], to = Windows[Math.Min(window + 1, Windows.Count - 1)];
                double share = to.Start > from.Start ? Math.Clamp((time - from.Start - half) / (to.Start - from.Start), 0, 1) : 0;
                place = 2 * (from.Center + (to.Center - from.Center) * share) - 0.5;
            }
            // The sine law keeps the power; a sound in one channel alone has the peak of the mono sound.
            stereo[2 * i] = (float)(Samples[i] * Math.Cos(place * Math.PI / 2));
            stereo[2 * i + 1] = (float)(Samples[i] * Math.Sin(place * Math.PI / 2));
        }
        return stereo;
    }

    /// <summary>Writes the mel-spectrogram as a PNG that can be inverted into sound again. The file is written atomically.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteSpectrogram(string path) => SpectrogramPng.Write(path, MelSpectrogram, ToProperties());

    /// <summary>Writes <see cref="Notes"/> as a MIDI file (<see cref="NoteSequence.WriteMidi(string, IReadOnlyDictionary{string, string}?)"/>). The file is written atomically.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void WriteMidi(string path) => Notes.WriteMidi(path, ToProperties());

    /// <summary>Writes <see cref="Notes"/> as a MIDI file.</summary>
    /// <param name="stream">Receives the file. It is not closed.</param>
    public void WriteMidi(Stream stream) => Notes.WriteMidi(stream, ToProperties());

    /// <summary>
    /// Writes a PNG for people: the painting, made square as for the network, beside its spectrogram in colour. The painting's file is read again
    /// at a higher resolution. A painting from a stream or an image in memory is enlarged from the pixels that the network received.
    /// </summary>
    /// <exception cref="Pix2PitchException">The painting can no longer be read, or the file cannot be written.</exception>
    public void WritePicture(string path) => SpectrogramPicture.WriteBeside(path, _painting.Square, MelSpectrogram);

    /// <summary>The painting that music is made from.</summary>
    /// <param name="Path">Its file; empty if there is none.</param>
    /// <param name="Hash">See <see cref="PaintingHash"/>.</param>
    /// <param name="Pixels">[3, S, S] in [-1, 1], the input of the network.</param>
    /// <param name="Square">The same painting with another side length S.</param>
    internal sealed record Source(string Path, string Hash, float[] Pixels, Func<int, float[]> Square)
    {
        /// <summary>See <see cref="GeneratedMusic.StyleProbabilities"/>.</summary>
        public float[]? StyleProbabilities { get; init; }

        /// <summary>The <see cref="Styles.Classification.StyleJudge.Hash"/> of what judged the style; null if it was not judged.</summary>
        public string? StyleJudge { get; init; }

        /// <summary>The embedding of the picture; null if it was not computed.</summary>
        public float[]? Embedding { get; init; }

        /// <summary>Reads a painting.</summary>
        public static Source Of(string path, GeneratorMetadata generator, CancellationToken cancellation)
        {
            var options = new PaintingOptions { Size = generator.ImageSize, Fit = generator.Fit };
            float[] pixels = PaintingReader.Read(path, options, cancellation);
            return new Source(path, HashOf(path), pixels, side => PaintingReader.Read(path, options with { Size = side }));
        }

        /// <summary>A painting in a temporary file, which cannot be read again later.</summary>
        public static Source OfCopy(string path, GeneratorMetadata generator, CancellationToken cancellation)
        {
            Source source = Of(path, generator, cancellation);
            return source with { Path = "", Square = side => PaintingScaler.Scale(source.Pixels, generator.ImageSize, side) };
        }
    }
}
