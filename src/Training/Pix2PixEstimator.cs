using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training;

/// <summary>Trains the Pix2Pix network; <see cref="Pix2PixCatalog.Pix2Pix"/> creates it.</summary>
public sealed class Pix2PixEstimator : IEstimator<ITransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly string _outputColumnName;
    private readonly Pix2PixOptions _options;
    private readonly ITrainingObserver? _observer;
    private readonly CancellationToken _cancellation;

    internal Pix2PixEstimator(
        TransformsCatalog catalog, string outputColumnName, Pix2PixOptions options, ITrainingObserver? observer, CancellationToken cancellation)
    {
        (_catalog, _outputColumnName, _options, _observer, _cancellation) = (catalog, outputColumnName, options, observer, cancellation);
        MelOptions mel = options.Mel ?? MelOptions.Thesis256;
        OptionRange.Require(mel.MelBands == mel.Frames, $"for {mel.MelBands} bands and {mel.Frames} frames", "for the same number of both", nameof(options.Mel));
        mel.Validate(); // else the model file could be written, after the training, but not read
        if (options.Fit is { } fit) OptionRange.Check(fit, nameof(options.Fit));
        (options.Training with { Size = mel.Frames }).Validate();
    }

    /// <summary>Trains on the rows and returns the transformer that runs the exported network.</summary>
    /// <param name="input">Rows with the columns of <see cref="Pix2PixOptions"/>; each row is a pair.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or <see cref="Pix2PixOptions.Mel"/> differs from the prepared folder.</exception>
    /// <exception cref="Pix2PitchException">There are no rows, the run folder has a run on other data, or training or export failed.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped; the run is saved.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PreparedInfo? prepared = (input as PreparedView)?.Data.Info;
        MelOptions mel = _options.Mel ?? prepared?.Mel ?? MelOptions.Thesis256;
        PairColumns columns = PairColumns.Find(input, _options, mel.Frames);
        if (prepared is not null && mel != prepared.Mel)
            throw new ArgumentOutOfRangeException(nameof(input), $"The folder was prepared with other mel options than {nameof(Pix2PixOptions)}.{nameof(Pix2PixOptions.Mel)}; leave them out.");
        string trainedOn = _options.TrainedOn ?? prepared?.Description ?? "";
        string modelFile;
        using (var folder = new RunFolder(_options.RunFolder))
        {
            using var rows = PairRows.Open(input, columns, Path.Combine(folder.Path, "rows"));
            var origin = new DataOrigin
            {
                Fingerprint = rows.Fingerprint,
                Mel = mel,
                Fit = _options.Fit ?? prepared?.Fit ?? PaintingFit.Squash,
                Description = trainedOn,
            };
            var loop = new TrainingLoop(_options.Training with { Size = mel.Frames }, rows.ToTrainingData(mel), origin, new LoggingObserver(CatalogLog.Of(_catalog, nameof(Pix2PixCatalog.Pix2Pix)), _observer));
            (RunEnd end, RunState _) = loop.Run(folder, cancellation: _cancellation);
            if (end == RunEnd.Unhealthy)
                throw new Pix2PitchException($"Training was stopped; the run in '{folder.Path}' is saved. {loop.StopReason}");
            if (end == RunEnd.Cancelled)
                throw new OperationCanceledException($"Training was stopped; the run in '{folder.Path}' is saved.", _cancellation);
            (GeneratorNetwork generator, RunState state) = Checkpoint.ReadGenerator(folder.CheckpointPath);
            using GeneratorNetwork owned = generator;
            modelFile = Path.Combine(folder.Path, "model.onnx");
            GeneratorExporter.Export(
                generator, state.Describe(average: true) with { Name = _options.Name, Licence = _options.Licence, TrainedOn = trainedOn }, modelFile, cancellation: _cancellation);
            rows.Delete();
        }
        return _catalog.GenerateMelSpectrogram(_outputColumnName, modelFile, _options.PaintingColumnName, _options.StyleColumnName).Fit(input);
    }

    /// <summary>The schema of the fitted transformer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Require(_options.PaintingColumnName, c => c.Kind == SchemaShape.Column.VectorKind.Vector && !c.IsKey && c.ItemType == NumberDataViewType.Single, "a vector of Single");
        Require(_options.MelColumnName, c => c.Kind == SchemaShape.Column.VectorKind.Vector && !c.IsKey && c.ItemType == NumberDataViewType.Single, "a vector of Single");
        if (_options.StyleColumnName is not null)
            Require(_options.StyleColumnName, c => c.IsKey, "a key");
        if (_options.SplitColumnName is { } split && inputSchema.Any(c => c.Name == split))
            Require(split, c => c.Kind == SchemaShape.Column.VectorKind.Scalar && c.ItemType == TextDataViewType.Instance, "a text");
        // The output is a vector of Single as the mel-spectrograms are. Its own shape cannot be made outside ML.NET.
        return _catalog.CopyColumns(_outputColumnName, _options.MelColumnName).GetOutputSchema(inputSchema);

        void Require(string name, Func<SchemaShape.Column, bool> fits, string expected)
        {
            // SchemaShape.Column is a struct: its default, with a null name, means that there is no such column.
            SchemaShape.Column column = inputSchema.FirstOrDefault(c => c.Name == name);
            if (column.Name is null)
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find input column '{name}'.");
            if (!fits(column))
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Schema mismatch for input column '{name}': expected {expected}, got {column.ItemType}.");
        }
    }
}
