using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Pages.Studio;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Cli.Studio;

/// <summary>
/// The folder with the music that was made: a folder for each painting, named after the time. A work is built in a folder with another name and renamed when it is complete.
/// Everything that is shown is read from the metadata of the WAV files. Thread-safe; one process at a time uses a folder.
/// </summary>
internal sealed partial class StudioHistory : IDisposable
{
    private const string Building = ".new-", LockName = ".lock";
    private const string NameKey = GeneratorMetadata.KeyPrefix + "painting", MadeKey = GeneratorMetadata.KeyPrefix + "studio-made", ColoursKey = GeneratorMetadata.KeyPrefix + "studio-colours";
    private const int PictureSide = 900, MaxTakes = 16;

    private static readonly JpegEncoder s_jpeg = new() { Quality = 84 };
    private static readonly PaintingFeatureExtractor s_extractor = new(new PaintingFeatureOptions { PaletteColors = 6 });
    private static readonly CollectionTexts s_texts = CollectionTexts.Load("en");

    private readonly string _folder;
    private readonly int _max;
    private readonly FileStream _lock;

    /// <summary>Opens the folder, and makes it if it does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="max">How many works are kept.</param>
    /// <exception cref="Pix2PitchException">It cannot be written to, or another studio uses it.</exception>
    public StudioHistory(string folder, int max)
    {
        (_folder, _max) = (Path.GetFullPath(folder), max);
        if (File.Exists(_folder)) throw new Pix2PitchException($"'{folder}' is a file: name a folder for the history with --history.");
        try
        {
            Directory.CreateDirectory(_folder);
            AtomicFile.Check(Path.Combine(_folder, "any"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The folder '{folder}' for the history cannot be made ({e.Message.TrimEnd('.')}): name another one with --history.", e);
        }
        try
        {
            _lock = new FileStream(Path.Combine(_folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new Pix2PitchException($"Another studio uses the folder '{folder}': name another one with --history.", e);
        }
        foreach (string left in Directory.EnumerateDirectories(_folder, Building + "*")) Directory.Delete(left, recursive: true);
    }

    /// <summary>Makes a folder for a new work, which nobody sees until <see cref="Publish"/>.</summary>
    /// <returns>Its full path.</returns>
    public string Begin()
    {
        string id = $"{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        return Directory.CreateDirectory(Path.Combine(_folder, Building + id)).FullName;
    }

    /// <summary>Writes the picture of the painting, and describes its colours.</summary>
    /// <param name="painting">The visitor's file.</param>
    /// <param name="folder">The folder of the work.</param>
    /// <returns>The colours in words.</returns>
    public static string AddPicture(string painting, string folder)
    {
        using Image<Rgb24> picture = ShownPicture.Read(painting, PictureSide);
        AtomicFile.Write(Path.Combine(folder, StudioWork.PaintingFile), file => picture.Save(file, s_jpeg));
        PaintingFeatures features = s_extractor.Extract(ShownPicture.Planes(picture), picture.Width, picture.Height);
        return s_texts.Describe([.. features.Palette.Select(color => (double[])[color.Color.L, color.Color.A, color.Color.B, color.Weight])], features.Lightness, features.Warmth, features.Contrast);
    }

    /// <summary>Writes a piece with its metadata.</summary>
    /// <param name="folder">The folder of the work.</param>
    /// <param name="take">Its number from 0.</param>
    /// <param name="made">The music.</param>
    /// <param name="name">The name of the visitor's file.</param>
    /// <param name="colours">The colours of the painting in words.</param>
    public static void AddTake(string folder, int take, GeneratedMusic made, string name, string colours)
    {
        var file = new StudioTake(take + 1, made.Seed, made.Generator.MakesNotes);
        var properties = new Dictionary<string, string>(made.ToProperties())
        {
            [NameKey] = name,
            [MadeKey] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            [ColoursKey] = colours,
            [GeneratorMetadata.KeyPrefix + "made-by"] = "a machine",
        };
        SpectrogramPng.Write(Path.Combine(folder, file.SpectrogramFile), made.MelSpectrogram, properties);
        SpectrogramPicture.Write(Path.Combine(folder, file.PictureFile), made.MelSpectrogram);
        if (file.HasMidi) made.Notes.WriteMidi(Path.Combine(folder, file.MidiFile), properties);
        WaveWriter.Write(Path.Combine(folder, file.WaveFile), made.Samples, made.SampleRate, properties);
    }

    /// <summary>Gives a complete work its name, and deletes the oldest ones if there are too many.</summary>
    /// <returns>Its id.</returns>
    public string Publish(string folder)
    {
        string id = Path.GetFileName(folder)[Building.Length..];
        Directory.Move(folder, Path.Combine(_folder, id));
        foreach (string old in Ids().Skip(_max))
        {
            // Renamed first: half of a work is never seen.
            string gone = Path.Combine(_folder, Building + old);
            try
            {
                Directory.Move(Path.Combine(_folder, old), gone);
                Directory.Delete(gone, recursive: true);
            }
            catch (IOException)
            {
                // Another visitor's work has just deleted it, or a file in it is being sent; the next work tries again.
            }
        }
        return id;
    }

    /// <summary>Deletes a work that was not published.</summary>
    public static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The next start deletes it.
        }
    }

    /// <summary>The newest works, the newest first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="before">Only works that are older than this one; null for all.</param>
    public IReadOnlyList<StudioWork> List(int count, string? before = null)
        => [.. Ids().Where(id => before is null || string.CompareOrdinal(id, before) < 0).Select(Find).OfType<StudioWork>().Take(count)];

    /// <summary>A work; null if there is none with this id.</summary>
    public StudioWork? Find(string id)
    {
        if (!IsId(id)) return null;
        string folder = Path.Combine(_folder, id);
        StudioTake[] takes = [.. Enumerable.Range(1, MaxTakes).Select(number => new StudioTake(number, 0, false)).TakeWhile(take => File.Exists(Path.Combine(folder, take.WaveFile)))];
        if (takes.Length == 0) return null;
        try
        {
            IReadOnlyDictionary<string, string>[] properties = [.. takes.Select(take => WaveProperties.Read(Path.Combine(folder, take.WaveFile)))];
            IReadOnlyDictionary<string, string> first = properties[0];
            var reader = new PropertyReader(first, id);
            return new StudioWork
            {
                Id = id,
                Name = first.GetValueOrDefault(NameKey, "painting"),
                Made = DateTime.ParseExact(first.GetValueOrDefault(MadeKey, ""), "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
                Model = reader.Text(GeneratorMetadata.NameKey),
                Style = first.GetValueOrDefault(GeneratorMetadata.KeyPrefix + "style", "unknown"),
                StyleProbabilities = first.TryGetValue(GeneratorMetadata.KeyPrefix + "style-probabilities", out string? shares)
                    ? [.. shares.Split(' ').Select(share => float.Parse(share, CultureInfo.InvariantCulture))] : null,
                Creativity = first.GetValueOrDefault(GeneratorMetadata.KeyPrefix + "creativity", ""),
                Seconds = MelSpectrogram.SecondsIn(reader) ?? MelSpectrogram.OptionsIn(reader).ClipSeconds,
                Colours = first.GetValueOrDefault(ColoursKey, ""),
                Takes = [.. takes.Zip(properties, (take, of) => take with
                {
                    Seed = int.Parse(of.GetValueOrDefault(GeneratorMetadata.KeyPrefix + "seed", ""), CultureInfo.InvariantCulture),
                    HasMidi = File.Exists(Path.Combine(folder, take.MidiFile)),
                })],
            };
        }
        catch (Exception e) when (e is Pix2PitchException or FormatException or OverflowException)
        {
            return null; // changed by somebody, or just deleted
        }
    }

    /// <summary>The path of a file of a work, and its type; null if there is no such file. Only names that the studio itself gives are looked for.</summary>
    public (string Path, string Type)? Locate(string id, string name)
    {
        if (!IsId(id) || !FileName().IsMatch(name)) return null;
        string path = Path.Combine(_folder, id, name);
        string type = Path.GetExtension(name) switch { ".wav" => "audio/wav", ".mid" => "audio/midi", ".png" => "image/png", _ => "image/jpeg" };
        return File.Exists(path) ? (path, type) : null;
    }

    public void Dispose() => _lock.Dispose();

    private IEnumerable<string> Ids() => Directory.EnumerateDirectories(_folder).Select(path => Path.GetFileName(path)!).Where(IsId).OrderDescending(StringComparer.Ordinal);

    private static bool IsId(string text) => Id().IsMatch(text);

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{6}-[0-9a-f]{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A(?:painting\.jpg|[0-9]{1,2}(?:\.wav|\.png|-picture\.png|\.mid))\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
