using System.Text.RegularExpressions;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Scores.Pieces;

/// <summary>The pieces of a folder of scores: <c>scores.csv</c> and the MIDI files that it lists.</summary>
/// <param name="Pieces">The usable pieces, in the order of their names.</param>
/// <param name="LeftOut">The others, with the reason.</param>
internal sealed partial record PieceList(IReadOnlyList<Piece> Pieces, IReadOnlyList<LeftOutItem> LeftOut)
{
    /// <summary>The list in the folder.</summary>
    public const string ListFile = "scores.csv";

    /// <summary>
    /// Reads the list and every MIDI file, and divides the pieces into splits. The splits depend on the pieces and the shares only, not on the seed of the
    /// corpus, so that a piece that one corpus holds out is not trained on in another.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="splits">The shares to hold out.</param>
    /// <param name="strict">Whether a piece that cannot be used is an error.</param>
    /// <param name="threads">Number of files to read at the same time.</param>
    /// <param name="progress">Receives the number of files read.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="Pix2PitchException">The list cannot be read, or has no usable piece; or, if strict, a piece cannot be used.</exception>
    public static PieceList Read(
        string folder, SplitOptions splits, bool strict, int threads, IProgress<(int Done, int Count)>? progress = null, CancellationToken stop = default)
    {
        if (!Directory.Exists(folder)) throw new Pix2PitchException($"The folder '{folder}' does not exist; name the folder that contains {ListFile}.");
        string list = Path.Combine(folder, ListFile);
        if (!File.Exists(list)) throw new Pix2PitchException($"The folder '{folder}' has no {ListFile}; name the folder that contains it.");
        Manifest manifest = ManifestReader.Read(list, new ManifestOptions { Strict = strict }, stop);
        var results = new (Piece? Piece, string? Wrong)[manifest.Works.Count];
        int done = 0;
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, i =>
        {
            results[i] = ReadPiece(manifest.Works[i]);
            progress?.Report((Interlocked.Increment(ref done), results.Length));
        });
        LeftOutItem[] leftOut =
        [
            .. manifest.Problems.Where(problem => problem.WasLeftOut).Select(problem => new LeftOutItem($"{list}, line {problem.Line}", problem.Reason)),
            .. results.Zip(manifest.Works).Where(pair => pair.First.Wrong is not null)
                .Select(pair => new LeftOutItem(Path.GetRelativePath(Path.GetFullPath(folder), pair.Second.Path), pair.First.Wrong!)),
        ];
        if (strict && leftOut.Length > 0) throw new Pix2PitchException(leftOut[0].Reason);
        Piece[] pieces =
        [
            .. results.Select(result => result.Piece).OfType<Piece>()
                .OrderBy(piece => piece.Name, StringComparer.Ordinal).ThenBy(piece => piece.Work.Path, StringComparer.Ordinal),
        ];
        if (pieces.Length == 0)
            throw new Pix2PitchException($"'{list}' has no piece that can be rendered{(leftOut.Length > 0 ? $": {leftOut[0].Reason}" : "; it lists none.")}");
        return new PieceList(WithSplits(WithUniqueNames(pieces), splits), leftOut);
    }

    private static (Piece? Piece, string? Wrong) ReadPiece(Work work)
    {
        if (!StyleNames.TryParse(work.Style, out Style style))
            return (null, $"'{work.Path}' has the style '{work.Style}'; it must be one of {string.Join(", ", StyleNames.All)}.");
        if (NoDerivatives().IsMatch(work.Licence))
            return (null, $"The licence of '{work.Path}' is '{work.Licence}', which does not allow arrangements.");
        try
        {
            Score score = MidiScoreReader.Read(work.Path);
            if (score.Seconds < Excerpt.ClipSeconds)
                return (null, $"'{work.Path}' lasts {score.Seconds:0.#} s; a clip needs {Excerpt.ClipSeconds} s.");
            string source = $"{Cell("source_repo")} {Cell("source_path")}".Trim();
            string id = work.Other.ContainsKey("source_path") && Cell("source_path").Length > 0 ? source : work.PieceId;
            return (new Piece(Path.GetFileNameWithoutExtension(work.Path), work, StyleCorrection.Of(style, work.Year), id, score), null);
        }
        catch (Pix2PitchException e)
        {
            return (null, e.Message);
        }

        string Cell(string column) => work.Other.GetValueOrDefault(column, "");
    }

    private static Piece[] WithUniqueNames(Piece[] pieces)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. pieces.Select(piece =>
        {
            string name = piece.Name;
            for (int number = 2; !names.Add(name); number++) name = $"{piece.Name}-{number}";
            return piece with { Name = name };
        })];
    }

    private static Piece[] WithSplits(Piece[] pieces, SplitOptions options)
    {
        Split[] splits = DataSplit.Choose(pieces, piece => piece.Style, piece => [$"piece: {piece.PieceId}", .. SplitGroups.OfMusic(piece.Work)], options);
        return [.. pieces.Zip(splits, (piece, split) => piece with { Split = split })];
    }

    [GeneratedRegex(@"\bND\b|NoDeriv|no[- ]derivative", RegexOptions.IgnoreCase)]
    private static partial Regex NoDerivatives();
}
