using System.Text;
using Microsoft.ML;
using Pix2Pitch.Mel;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;

namespace Pix2Pitch.Training.Data;

/// <summary>
/// The rows of a data view, in files. Those of a prepared folder are read there. Other rows are copied, one at a time, to two <c>.npy</c> files,
/// which are mapped into memory; what is read is bit for bit what the data view gave.
/// </summary>
internal sealed class PairRows : IDisposable
{
    private readonly RowReader _readPainting;
    private readonly RowReader _readMel;
    private readonly IReadOnlyList<TrainingPair> _pairs;
    private readonly string? _folder;
    private readonly IDisposable[] _owned;

    private PairRows(RowReader readPainting, RowReader readMel, IReadOnlyList<TrainingPair> pairs, string fingerprint, string? folder, params IDisposable[] owned)
        => (_readPainting, _readMel, _pairs, Fingerprint, _folder, _owned) = (readPainting, readMel, pairs, fingerprint, folder, owned);

    /// <summary>Identifies the rows.</summary>
    public string Fingerprint { get; }

    /// <summary>Opens the rows.</summary>
    /// <param name="view">The data view.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="folder">Folder for copies of the rows. Copies of the same rows that are already there are used.</param>
    /// <exception cref="Pix2PitchException">There are no rows to train on, or they cannot be written.</exception>
    public static PairRows Open(IDataView view, PairColumns columns, string folder)
    {
        PairRows rows = view is PreparedView prepared && columns.Split?.Name is null or PreparedView.SplitColumn ? OfPrepared(prepared, columns) : Copy(view, columns, folder);
        if (rows._pairs.Any(pair => pair.Split == Split.Train))
            return rows;
        rows.Dispose();
        rows.Delete();
        throw new Pix2PitchException("There is no row to train on; give rows, and check their splits.");
    }

    /// <summary>The rows by split, ready for training. They have to stay open.</summary>
    public TrainingData ToTrainingData(MelOptions mel) => new(
        mel, _readPainting, _readMel, [.. _pairs.Where(pair => pair.Split == Split.Train)], [.. _pairs.Where(pair => pair.Split == Split.Validation)]);

    /// <summary>Deletes the copies.</summary>
    public void Delete()
    {
        Dispose();
        if (_folder is not null && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
            owned.Dispose();
    }

    private static PairRows OfPrepared(PreparedView view, PairColumns columns)
    {
        IReadOnlyList<TrainingPair> pairs =
            [.. view.Pairs.Select(pair => pair with { Style = columns.Style is null ? null : pair.Style, Split = columns.Split is null ? Split.Train : pair.Split })];
        string fingerprint = view.Data.Info.Fingerprint;
        // The same as that of 'train' where all is used as 'train' uses it.
        if (!pairs.SequenceEqual(view.Data.Pairs))
        {
            string text = string.Join('\n', [fingerprint, .. pairs.Select(pair => FormattableString.Invariant($"{pair.Painting} {pair.Mel} {pair.Style} {pair.Split}"))]);
            fingerprint = Checksum.Of(Encoding.UTF8.GetBytes(text));
        }
        return new PairRows(view.Data.ReadPainting, view.Data.ReadMel, pairs, fingerprint, folder: null);
    }

    private static PairRows Copy(IDataView view, PairColumns columns, string folder)
    {
        string paintings = Path.Combine(folder, "paintings.npy"), mels = Path.Combine(folder, "mels.npy"), done = Path.Combine(folder, "rows.sha256");
        try
        {
            (IReadOnlyList<TrainingPair> Pairs, string Fingerprint)? same = null;
            if (File.Exists(done) && columns.Read(view) is var read && read.Fingerprint == File.ReadAllText(done))
                same = read;
            if (same is not { } rows)
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                using var paintingWriter = new LosslessNpyWriter(paintings, NpyType.Byte, 3, columns.Size, columns.Size);
                using var melWriter = new LosslessNpyWriter(mels, NpyType.Half, 1, columns.Size, columns.Size);
                rows = columns.Read(view, (painting, mel) =>
                {
                    paintingWriter.Write(painting);
                    melWriter.Write(mel);
                });
                paintingWriter.Complete();
                melWriter.Complete();
                File.WriteAllText(done, rows.Fingerprint); // last: copies without it, or with a part of it, are made again
            }
            var paintingFile = new NpyFile(paintings);
            var melFile = new NpyFile(mels);
            return new PairRows(paintingFile.Read, melFile.Read, rows.Pairs, rows.Fingerprint, folder, paintingFile, melFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The rows cannot be copied to '{folder}' ({e.Message.TrimEnd('.')}); free some space there, or name another run folder.", e);
        }
    }
}
