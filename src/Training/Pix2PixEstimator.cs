using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training;

/// <summary>
/// Learns to turn paintings into mel-spectrograms: <see cref="Fit"/> trains the Pix2Pix network on the rows, exports it to ONNX and
/// gives back the stage that runs the file (<c>GenerateMelSpectrogram</c>, which is built on <c>ApplyOnnxModel</c>). What it
/// gives back needs no Torch, and can be saved and loaded like every ML.NET model.
/// </summary>
public sealed class Pix2PixEstimator : IEstimator<ITransformer>
{
    private readonly MLContext _ml;
    private readonly string _outputColumnName;
    private readonly Pix2PixOptions _options;
    private readonly TrainingOptions _settings;
    private readonly ITrainingObserver? _observer;
    private readonly CancellationToken _cancellation;

    /// <summary>Makes the estimator.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="outputColumnName">The column that the fitted stage makes: Vector&lt;Single&gt; of S x S values in [-1, 1].</param>
    /// <param name="options">What to learn from and how; null for the defaults.</param>
    /// <param name="observer">Watches the training.</param>
    /// <param name="cancellation">Stops it; <see cref="Fit"/> then throws, and goes on from there when it is called again.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Pix2PixEstimator(
        MLContext ml, string outputColumnName, Pix2PixOptions? options = null, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        (_ml, _outputColumnName, _options, _observer, _cancellation) = (ml, outputColumnName, options ?? new Pix2PixOptions(), observer, cancellation);
        MelOptions mel = _options.Mel;
        if (mel.MelBands != mel.Frames)
            throw new ArgumentOutOfRangeException(nameof(options), $"The mel settings give {mel.MelBands} bands and {mel.Frames} frames; both have to be the same.");
        _settings = _options.Settings with { Size = mel.Frames };
        _settings.Validate();
    }

    /// <summary>Trains on the rows, which are held in memory, and gives back the stage that runs the exported network.</summary>
    /// <param name="input">Rows with the columns of <see cref="Pix2PixOptions"/>; each row is a pair.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than is needed.</exception>
    /// <exception cref="Pix2PitchException">There are no rows, the run folder has another run, or training or export failed.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped; the run is saved.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        (InMemoryTrainingData data, string fingerprint) = ReadRows(input);
        var origin = new DataOrigin { Fingerprint = fingerprint, Mel = _options.Mel, Fit = _options.Fit, Description = _options.TrainedOn };
        string modelFile;
        using (var folder = new RunFolder(_options.RunFolder))
        {
            (RunEnd end, RunState _) = new TrainingLoop(_settings, data, origin, _observer).Run(folder, cancellation: _cancellation);
            if (end == RunEnd.Cancelled)
                throw new OperationCanceledException($"Training was stopped; the run in '{folder.Path}' is saved.", _cancellation);
            (UNetGenerator generator, RunState state) = Checkpoint.ReadGenerator(folder.CheckpointPath);
            using UNetGenerator owned = generator;
            modelFile = Path.Combine(folder.Path, "model.onnx");
            GeneratorExporter.Export(
                generator, state.Describe(average: true) with { Name = _options.Name, Licence = _options.Licence, TrainedOn = _options.TrainedOn }, modelFile);
        }
        return _ml.Transforms.GenerateMelSpectrogram(_outputColumnName, modelFile, _options.PaintingColumnName, _options.StyleColumnName).Fit(input);
    }

    /// <summary>The schema of the fitted stage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than is needed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Require(_options.PaintingColumnName, c => c.Kind == SchemaShape.Column.VectorKind.Vector && !c.IsKey && c.ItemType == NumberDataViewType.Single, "a vector of Single");
        Require(_options.MelColumnName, c => c.Kind == SchemaShape.Column.VectorKind.Vector && !c.IsKey && c.ItemType == NumberDataViewType.Single, "a vector of Single");
        if (_options.StyleColumnName is not null)
            Require(_options.StyleColumnName, c => c.IsKey, "a key");
        // The output is a vector of Single like the mel-spectrograms: of a shape that could not be written down from outside ML.NET.
        return _ml.Transforms.CopyColumns(_outputColumnName, _options.MelColumnName).GetOutputSchema(inputSchema);

        void Require(string name, Func<SchemaShape.Column, bool> fits, string expected)
        {
            // SchemaShape.Column is a struct: its default, with a null name, stands for "not there".
            SchemaShape.Column column = inputSchema.FirstOrDefault(c => c.Name == name);
            if (column.Name is null)
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find input column '{name}'.");
            if (!fits(column))
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Schema mismatch for input column '{name}': expected {expected}, got {column.ItemType}.");
        }
    }

    private (InMemoryTrainingData Data, string Fingerprint) ReadRows(IDataView input)
    {
        int size = _settings.Size;
        DataViewSchema.Column painting = Vector(input.Schema, _options.PaintingColumnName, 3 * size * size);
        DataViewSchema.Column mel = Vector(input.Schema, _options.MelColumnName, size * size);
        DataViewSchema.Column? style = _options.StyleColumnName is { } name ? Key(input.Schema, name) : null;
        var paintings = new List<float[]>();
        var mels = new List<float[]>();
        var pairs = new List<TrainingPair>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using DataViewRowCursor cursor = input.GetRowCursor(style is { } s ? [painting, mel, s] : [painting, mel]);
        ValueGetter<VBuffer<float>> getPainting = cursor.GetGetter<VBuffer<float>>(painting), getMel = cursor.GetGetter<VBuffer<float>>(mel);
        ValueGetter<uint>? getStyle = style is { } column ? cursor.GetGetter<uint>(column) : null;
        while (cursor.MoveNext())
        {
            uint key = 0;
            getStyle?.Invoke(ref key);
            paintings.Add(Read(getPainting));
            mels.Add(Read(getMel));
            pairs.Add(new TrainingPair(pairs.Count, pairs.Count, key == 0 ? null : (Style)key));
            hash.AppendData(BitConverter.GetBytes(key));
        }
        return (new InMemoryTrainingData(_options.Mel, paintings, mels, pairs), Convert.ToHexStringLower(hash.GetHashAndReset()));

        float[] Read(ValueGetter<VBuffer<float>> get)
        {
            VBuffer<float> buffer = default;
            get(ref buffer);
            float[] values = [.. buffer.DenseValues()];
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    private static DataViewSchema.Column Vector(DataViewSchema schema, string name, int length)
    {
        DataViewSchema.Column column = Find(schema, name);
        return column.Type is VectorDataViewType { ItemType: NumberDataViewType item } vector && item == NumberDataViewType.Single && vector.Size == length
            ? column
            : throw new ArgumentOutOfRangeException(nameof(schema), $"Schema mismatch for input column '{name}': expected a vector of {length} Single, got {column.Type}.");
    }

    private static DataViewSchema.Column Key(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, name);
        return column.Type is KeyDataViewType key && key.RawType == typeof(uint) && (int)key.Count == StyleNames.All.Count
            ? column
            : throw new ArgumentOutOfRangeException(nameof(schema), $"Schema mismatch for input column '{name}': expected a key of the {StyleNames.All.Count} styles, got {column.Type}.");
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name)
        => schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find input column '{name}'.");
}
