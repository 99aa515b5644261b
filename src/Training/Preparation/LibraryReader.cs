using System.Text;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads the paintings or the music of a library: the works whose style is known, and the reasons why others are left out.</summary>
internal sealed class LibraryReader(LibrarySide side, bool strict, List<LeftOut> leftOut, List<string> layouts, List<string> notes)
{
    private const string SplitColumn = "split";
    private const int MaxNameBytes = 255; // of a file or folder: the limit of Linux's file systems
    private const int MaxPathBytes = 4095; // the limit of Linux

    /// <summary>Whether works whose style is not known are kept.</summary>
    public bool KeepsUnknown { get; init; }

    public IReadOnlyList<LabelledWork> Read(IManifestSource source, CancellationToken cancellation = default)
    {
        Manifest manifest = source.Read(new ManifestOptions { Strict = strict }, cancellation);
        bool isOne = manifest.Works.Count == 1;
        layouts.Add($"The {side.Name} {(side == LibrarySide.Music ? "is" : "are")} {source.Layout}, '{manifest.Path}', "
            + $"that lists {manifest.Works.Count} file{(isOne ? "" : "s")}.");
        foreach (ManifestProblem problem in manifest.Problems)
        {
            if (problem.WasLeftOut) leftOut.Add(new LeftOut(problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, Sentence(problem.Reason)));
            else notes.Add($"'{problem.File}': {problem.Reason}.");
        }

        Dictionary<Work, Split> splits = SplitsOf(manifest);
        var first = new Dictionary<string, Work>();
        var works = new List<LabelledWork>(manifest.Works.Count);
        foreach (Work work in manifest.Works)
        {
            cancellation.ThrowIfCancellationRequested();
            string? wrong = WrongFile(work, manifest, first);
            if (wrong is null)
            {
                (Style? style, double confidence, wrong) = Label(work, source is FolderSource);
                if (style is { } known) works.Add(new LabelledWork(work, known, confidence) { Split = splits.TryGetValue(work, out Split split) ? split : null });
                else if (KeepsUnknown)
                {
                    works.Add(new LabelledWork(work, default, 0) { Unknown = Sentence(wrong!), Split = splits.TryGetValue(work, out Split given) ? given : null });
                    continue;
                }
            }
            if (wrong is null) continue;
            if (strict) throw new Pix2PitchException($"'{work.Path}' cannot be used: {wrong}.");
            leftOut.Add(new LeftOut(work.Path, Sentence(wrong)));
        }
        // The splits themselves are chosen later, when the content of the files is known.
        if (splits.Count > 0)
            GivenSplits.Complete(works, work => work.Split, work => work.Style, work => side == LibrarySide.Music ? SplitGroups.OfMusic(work.Work) : SplitGroups.OfPainting(work.Work), work => work.Name, new SplitOptions());
        return works;
    }

    private Dictionary<Work, Split> SplitsOf(Manifest manifest)
    {
        var splits = new Dictionary<Work, Split>(ReferenceEqualityComparer.Instance);
        foreach (Work work in manifest.Works)
        {
            string name = (work.Other.FirstOrDefault(cell => cell.Key.Trim().Equals(SplitColumn, StringComparison.OrdinalIgnoreCase)).Value ?? "").Trim();
            if (name.Length == 0) continue;
            splits[work] = SplitNames.ParseOrNull(name.ToLowerInvariant())
                ?? throw new Pix2PitchException($"Line {work.Line} of '{manifest.Path}' has the split '{name}'; it must be {string.Join(", ", SplitNames.All)} or empty.");
        }
        if (splits.Count == 0 || splits.Count < manifest.Works.Count || splits.Values.Any(split => split != Split.Train)) return splits;
        // A list of training data: what validates is still to be chosen.
        notes.Add($"'{manifest.Path}': the column '{SplitColumn}' puts everything into {SplitNames.Of(Split.Train)}, so it is ignored, and what is held out is chosen as if it were empty.");
        return [];
    }

    private string? WrongFile(Work work, Manifest manifest, Dictionary<string, Work> first)
    {
        if (!first.TryAdd(work.Path, work)) return $"it is listed twice; {(Where(first[work.Path], manifest) is { } used ? $"the entry in {used}" : "the first entry")} is used";
        if (work.Path == manifest.Path) return "it is the list itself";
        if (side == LibrarySide.Paintings ? MediaFiles.IsSound(work.Path) : MediaFiles.IsPicture(work.Path))
            return $"it is a {(side == LibrarySide.Paintings ? "recording" : "picture")}, and this is the list of {side.Name}";
        string line = Where(work, manifest) is { } where ? $"; {where} names it" : "";
        var file = new FileInfo(work.Path);
        if (file.LinkTarget is { } target) // the link exists even if its target does not
        {
            if (Final(file) is not FileInfo { Exists: true } final) return $"it is a link to '{target}', which does not exist{line}";
            file = final;
        }
        if (file.Exists) return file.Length > 0 ? null : $"it is empty (0 bytes){line}";
        if (Directory.Exists(work.Path)) return $"it is a folder, not a file{line}";
        if (LongerThan(MaxNameBytes, work.Path.Split(Path.DirectorySeparatorChar)))
            return $"a name in its path is longer than {MaxNameBytes} bytes, which no file can have{line}";
        if (LongerThan(MaxPathBytes, work.Path)) return $"its path is longer than {MaxPathBytes} bytes, which is too long for the system{line}";
        return "there is no such file" + line;
    }

    private static FileSystemInfo? Final(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null; // links in a circle
        }
    }

    private static bool LongerThan(int bytes, params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (Encoding.UTF8.GetByteCount(text) > bytes) return true;
        }
        return false;
    }

    private static (Style? Style, double Confidence, string? Wrong) Label(Work work, bool isFolder)
    {
        StyleFinding finding = KnowledgeBase.Default.FindStyle(work.Style, work.Name, work.Year, work.Location);
        if (finding.Style is { } style) return (style, finding.Confidence, null);

        var reasons = new List<string>();
        if (work.Style.Length > 0) reasons.Add($"the style '{work.Style}' is none of the five");
        string player = work.Other.TryGetValue("performer", out string? performer) ? $"; '{performer}' is the performer" : "";
        reasons.Add(string.IsNullOrWhiteSpace(work.Name) ? $"nobody is named{player}" : $"'{work.Name}' {finding.Person.Reason}");
        string place = work.Location.Length > 0 ? $" ('{work.Location}')" : "";
        reasons.Add(work.Year is { } year ? $"none of them prevailed in {year}{place}" : "the year is not given");
        string advice = isFolder ? "put it into a folder named after its style" : "name its style in the column 'style'";
        return (null, 0, $"its style is not known ({string.Join("; ", reasons)}); {advice}");
    }

    private static string? Where(Work work, Manifest manifest)
        => work.Line > 0 ? $"line {work.Line} of '{Path.GetFileName(manifest.Path)}'" : null;

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
