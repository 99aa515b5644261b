using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Audio;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Data;

/// <summary>A folder that <c>prepare</c> made, opened for training.</summary>
public sealed class PreparedData : ITrainingData, IDisposable
{
    internal const string PaintingsFile = "paintings.npy";
    internal const string MelsFile = "mels.npy";
    internal const string PairsFile = "pairs.csv";
    internal const string InfoFile = "settings.json";
    internal const string PairsHeader = "painting,mel,style,split";

    private readonly NpyFile _paintings;
    private readonly NpyFile _mels;

    /// <summary>Opens the folder.</summary>
    /// <exception cref="Pix2PitchException">It is not a prepared folder, or a file of it is missing, broken or of another size.</exception>
    public PreparedData(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
        Info = ReadInfo(folder);
        _paintings = new NpyFile(Path.Combine(folder, PaintingsFile));
        try
        {
            _mels = new NpyFile(Path.Combine(folder, MelsFile));
            Check(_paintings, PaintingsFile, Info.Paintings, 3);
            Check(_mels, MelsFile, Info.Music, 1);
            ILookup<bool, TrainingPair> pairs = ReadPairs(Path.Combine(folder, PairsFile));
            Training = [.. pairs[true]];
            Validation = [.. pairs[false]];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What the folder says of itself.</summary>
    public PreparedInfo Info { get; }

    /// <inheritdoc/>
    public int Size => Info.Size;

    /// <inheritdoc/>
    public MelSettings Mel => Info.Mel;

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Training { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingPair> Validation { get; }

    /// <inheritdoc/>
    public void ReadPainting(int row, Span<float> rgb) => _paintings.Read(row, rgb);

    /// <inheritdoc/>
    public void ReadMel(int row, Span<float> mel) => _mels.Read(row, mel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _paintings.Dispose();
        _mels?.Dispose();
    }

    private static PreparedInfo ReadInfo(string folder)
    {
        string path = Path.Combine(folder, InfoFile);
        try
        {
            PreparedInfo info = JsonSerializer.Deserialize<PreparedInfo>(File.ReadAllText(path), Checkpoint.JsonOptions)
                ?? throw new JsonException("The file is empty.");
            if (info.Format > PreparedInfo.CurrentFormat)
                throw new Pix2PitchException($"'{folder}' was prepared by a newer version (format {info.Format}, known up to {PreparedInfo.CurrentFormat}); update Pix2Pitch.");
            if (!info.Styles.SequenceEqual(StyleNames.All))
                throw new Pix2PitchException($"'{folder}' was prepared with other styles ({string.Join(", ", info.Styles)}); prepare the data anew.");
            return info;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"'{folder}' is not a folder of prepared data: it has no {InfoFile}. Make one with 'prepare'.", e);
        }
        catch (JsonException e)
        {
            throw new Pix2PitchException($"'{path}' cannot be read ({e.Message.Split(" Path:")[0].TrimEnd('.')}); prepare the data anew.", e);
        }
    }

    private void Check(NpyFile file, string name, int rows, int channels)
    {
        int[] expected = [rows, channels, Size, Size];
        if (!file.Shape.SequenceEqual(expected))
        {
            throw new Pix2PitchException(
                $"'{Path.Combine(Folder, name)}' is {string.Join(" x ", file.Shape)}, but {InfoFile} says {string.Join(" x ", expected)}; prepare the data anew.");
        }
    }

    private ILookup<bool, TrainingPair> ReadPairs(string path)
    {
        if (!File.Exists(path))
            throw new Pix2PitchException($"'{path}' is missing; prepare the data anew.");
        var pairs = new List<(bool Training, TrainingPair Pair)>();
        int number = 1;
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            number++;
            string[] fields = line.Split(',');
            if (fields.Length != 4 || !TryRow(fields[0], _paintings.Rows, out int painting) || !TryRow(fields[1], _mels.Rows, out int mel)
                || fields[3] is not ("train" or "validation"))
            {
                throw new Pix2PitchException($"'{path}', line {number}, cannot be read; prepare the data anew.");
            }
            Style? style = StyleNames.TryParse(fields[2], out Style known) ? known : null;
            pairs.Add((fields[3] == "train", new TrainingPair(painting, mel, style)));
        }
        return pairs.ToLookup(pair => pair.Training, pair => pair.Pair);

        static bool TryRow(string text, int rows, out int row)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row < rows;
    }
}
