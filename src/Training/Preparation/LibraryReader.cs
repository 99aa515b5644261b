using System.Text;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Preparation;

/// <summary>Reads one side of a library and sorts its rows: into those with a style, and those that are left out for a reason.</summary>
internal sealed class LibraryReader(LibrarySide side, bool strict, List<LeftOut> leftOut, List<string> layouts, List<string> notes)
{
    private const int LongestName = 255; // of a file or folder, in bytes: what Linux's file systems take
    private const int LongestPath = 4095; // what its kernel takes

    public IReadOnlyList<LibraryRow> Read(IManifestSource source)
    {
        Manifest manifest = source.Read(new ManifestOptions { Strict = strict });
        bool isOne = manifest.Rows.Count == 1;
        layouts.Add($"The {side.Name} {(side == LibrarySide.Music ? "is" : "are")} {source.Layout}, '{manifest.Path}', "
            + $"that lists {manifest.Rows.Count} file{(isOne ? "" : "s")}.");
        foreach (ManifestProblem problem in manifest.Problems)
        {
            if (problem.WasLeftOut) leftOut.Add(new LeftOut(problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, Sentence(problem.Reason)));
            else notes.Add($"'{problem.File}': {problem.Reason}.");
        }

        var first = new Dictionary<string, Work>();
        var rows = new List<LibraryRow>(manifest.Rows.Count);
        foreach (Work row in manifest.Rows)
        {
            string? wrong = WrongFile(row, manifest, first);
            if (wrong is null)
            {
                (Style? style, double confidence, wrong) = Label(row, source is FolderSource);
                if (style is { } known) rows.Add(new LibraryRow(row, known, confidence));
            }
            if (wrong is null) continue;
            if (strict) throw new Pix2PitchException($"'{row.Path}' cannot be used: {wrong}.");
            leftOut.Add(new LeftOut(row.Path, Sentence(wrong)));
        }
        return rows;
    }

    private string? WrongFile(Work row, Manifest manifest, Dictionary<string, Work> first)
    {
        if (!first.TryAdd(row.Path, row)) return $"it is listed twice; {Where(first[row.Path], manifest) ?? "the first time"} counts";
        if (row.Path == manifest.Path) return "it is the list itself";
        if (side == LibrarySide.Paintings ? MediaFiles.IsSound(row.Path) : MediaFiles.IsPicture(row.Path))
            return $"it is a {(side == LibrarySide.Paintings ? "recording" : "picture")}, and this is the list of {side.Name}";
        string line = Where(row, manifest) is { } where ? $"; {where} names it" : "";
        var file = new FileInfo(row.Path);
        if (file.LinkTarget is { } target) // which exists even if what it leads to does not
        {
            if (Final(file) is not FileInfo { Exists: true } final) return $"it is a link to '{target}', which leads to no file{line}";
            file = final;
        }
        if (file.Exists) return file.Length > 0 ? null : $"it is empty (0 bytes){line}";
        if (Directory.Exists(row.Path)) return $"it is a folder and no file{line}";
        if (LongerThan(LongestName, row.Path.Split(Path.DirectorySeparatorChar)))
            return $"a name in its path is longer than {LongestName} bytes, which no file can have{line}";
        if (LongerThan(LongestPath, row.Path)) return $"its path is longer than {LongestPath} bytes, which the system does not open{line}";
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
            return null; // links in a ring
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

    private static (Style? Style, double Confidence, string? Wrong) Label(Work row, bool isFolder)
    {
        StyleFinding finding = KnowledgeBase.Default.FindStyle(row.Style, row.Name, row.Year, row.Location);
        if (finding.Style is { } style) return (style, finding.Confidence, null);

        var reasons = new List<string>();
        if (row.Style.Length > 0) reasons.Add($"the style '{row.Style}' is none of the five");
        string player = row.Other.TryGetValue("performer", out string? performer) ? $"; '{performer}' is who plays" : "";
        reasons.Add(string.IsNullOrWhiteSpace(row.Name) ? $"nobody is named{player}" : $"'{row.Name}' {finding.Person.Reason}");
        string place = row.Location.Length > 0 ? $" ('{row.Location}')" : "";
        reasons.Add(row.Year is { } year ? $"none of them prevailed in {year}{place}" : "the year is not given");
        string advice = isFolder ? "put it into a folder named after its style" : "name its style in the column 'style'";
        return (null, 0, $"its style is not known ({string.Join("; ", reasons)}); {advice}");
    }

    private static string? Where(Work row, Manifest manifest)
        => row.Line > 0 ? $"line {row.Line} of '{Path.GetFileName(manifest.Path)}'" : null;

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
