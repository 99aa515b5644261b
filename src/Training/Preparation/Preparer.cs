using System.Diagnostics;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Preparation;

/// <summary>
/// Turns paintings and music into a prepared folder: paintings and mel-spectrograms as NumPy arrays, their pairs, and the options that they were made
/// with. Finished work is not done again, several processes can work on one folder, and a process that is killed loses at most the files that it was
/// working on.
/// </summary>
public sealed class Preparer
{
    private const string NotJudged = "The styles of the paintings were not judged from their pictures, because the network of ClassifyStyle is not in the folder "
        + $"'{ImageNetwork.DefaultFolder}' beside the program; the pairs follow from the other measures, and there are no embeddings.";

    private readonly PrepareOptions _options;
    private readonly IProgress<PrepareProgress>? _progress;

    /// <summary>Creates the preparer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Preparer(PrepareOptions options, IProgress<PrepareProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _progress) = (options, progress);
    }

    /// <summary>Whether the network that styles are judged with is beside the program.</summary>
    internal bool IsNetworkPresent { get; init; } = ImageNetwork.IsPresent(null);

    /// <summary>Prepares a folder of paintings and music.</summary>
    /// <param name="dataFolder">The folder with both, see <see cref="LibraryOptions.Data"/>.</param>
    /// <param name="outputFolder">See the other overload.</param>
    /// <param name="cancellation">See the other overload.</param>
    /// <exception cref="Pix2PitchException">See the other overload.</exception>
    public PrepareReport Prepare(string dataFolder, string outputFolder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        return Prepare(new LibraryOptions { Data = dataFolder }, outputFolder, cancellation);
    }

    /// <summary>Prepares a folder.</summary>
    /// <param name="library">Where the paintings and the music are.</param>
    /// <param name="outputFolder">Created, or completed; a folder with other content is refused. Its old state can be used for training until the new one is complete.</param>
    /// <param name="cancellation">Stops; finished work is kept, and is not done again the next time.</param>
    /// <exception cref="Pix2PitchException">A manifest cannot be read, there is no pair (<see cref="PrepareOptions.AllowNoPairs"/>), or the output folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PrepareReport Prepare(LibraryOptions library, string outputFolder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (library.Data is { } data && File.Exists(Path.Combine(data, PreparedFolder.InfoFile)))
            throw new Pix2PitchException($"'{data}' is already a prepared folder; give the folder with the paintings and the music.");
        var output = new OutputFolder(outputFolder);
        bool isMissing = _options.JudgedStyles == JudgedStyles.Pairs && !IsNetworkPresent;
        PrepareOptions options = isMissing ? _options with { JudgedStyles = JudgedStyles.None } : _options;
        PictureStyleSource? judge = options.JudgedStyles == JudgedStyles.None ? null : new PictureStyleSource();
        Library found = Library.Read(library, options.JudgedStyles == JudgedStyles.Unknown, cancellation);
        IReadOnlyList<string> notes = isMissing ? [.. found.Notes, NotJudged] : found.Notes;
        cancellation.ThrowIfCancellationRequested();
        if (!options.AllowNoPairs && !found.Paintings.Any(painting => painting.Unknown is not null) && !found.Paintings.Select(painting => painting.Style).Intersect(found.Music.Select(recording => recording.Style)).Any())
            throw NoPair(library, found.LeftOut, notes);
        output.Create();
        var paintingFigures = new PrepareFigures();
        var musicFigures = new PrepareFigures();
        var judgedFigures = judge is null ? null : new PrepareFigures();
        while (true)
        {
            LabelledShards<PaintingItem> paintings = Store("paintings", output, new PaintingShardSource(options), found.Paintings, paintingFigures, cancellation);
            LabelledShards<PictureStyle>? judged = judge is null ? null : Store("styles of the pictures", output, judge, found.Paintings, judgedFigures!, cancellation);
            LabelledShards<ClipItem> music = Store("music", output, new MusicShardSource(options), found.Music, musicFigures, cancellation);
            if (_options.Share.Count > 1)
                return new PrepareReport(null, null, [.. found.LeftOut, .. paintings.LeftOut, .. music.LeftOut], paintingFigures, musicFigures) { Notes = notes, Judged = judgedFigures };

            _progress?.Report(new PrepareProgress("pairs and report", 0, 0));
            var content = new PreparedContent(options, found, paintings, judged, music, notes, cancellation);
            if (content.Pairs.Count == 0 && !(options.AllowNoPairs && content.Paintings.Count > 0 && content.Clips.Count > 0))
                throw NoPair(library, content.LeftOut, notes);
            cancellation.ThrowIfCancellationRequested();
            using FileLock taken = output.Lock(cancellation);
            if (!output.HasAll(content.Info.AllShards))
                continue; // another process has published other data in the meantime, and deleted what it does not need
            PreparedInfo info = output.Publish(content);
            // While the lock is held: the next process to publish deletes what this reads, and its report must be the last. What is published has its report, so this is not stopped.
            using var prepared = new PreparedData(output.FullPath);
            return new PrepareReport(info, DataReportBuilder.Build(prepared, cancellation: CancellationToken.None).Write(outputFolder), content.LeftOut, paintingFigures, musicFigures)
            {
                Notes = info.Notes ?? [],
                Judged = judgedFigures,
            };
        }
    }

    private LabelledShards<TItem> Store<TItem>(
        string stage, OutputFolder output, IShardSource<TItem> source, IReadOnlyList<LabelledWork> works, PrepareFigures figures, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0, total = Enumerable.Range(0, works.Count).Count(row => _options.Share.Has(row / ShardOptions.Entries));
        var gate = new Lock();
        try
        {
            var store = new ShardStore<TItem>(output.FullPath, source, [.. works.Select(work => work.Work.Path)], figures, more =>
            {
                lock (gate)
                    _progress?.Report(new PrepareProgress(stage, done += more, total));
            });
            IReadOnlyList<ShardIndex<TItem>> indexes = store.Make(_options.Share, _options.ThreadsOrAll, cancellation);
            LabelledWork[] shared = [.. works.Where((_, row) => _options.Share.Has(row / ShardOptions.Entries))];
            return new LabelledShards<TItem>(shared, indexes, store.Place);
        }
        finally
        {
            figures.Time += Stopwatch.GetElapsedTime(start);
        }
    }

    private static Pix2PitchException NoPair(LibraryOptions library, IReadOnlyList<LeftOut> leftOut, IReadOnlyList<string> notes)
        => new($"No painting {Where(library)} shares its style with a clip of music; give music of the same styles, or prepare with --without-pairs to train without pairs{Reasons(leftOut)}"
            + $"{(notes.Count > 0 ? $"; of {notes[0].TrimEnd('.')}" : "")}.");

    private static string Where(LibraryOptions library) => library.Data is { } data ? $"in '{data}'" : $"of '{library.Paintings}'";

    private static string Reasons(IReadOnlyList<LeftOut> leftOut) => leftOut.Count switch
    {
        0 => "",
        1 => $"; left out was {leftOut[0].File}: {leftOut[0].Reason.TrimEnd('.')}",
        _ => $"; {leftOut.Count} were left out, the first {leftOut[0].File}: {leftOut[0].Reason.TrimEnd('.')}",
    };
}
