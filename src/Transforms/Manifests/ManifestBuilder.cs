namespace Pix2Pitch.Manifests;

/// <summary>Collects the rows of a manifest and what was left out, or stops at the first where that is asked for.</summary>
internal sealed class ManifestBuilder(string shownPath, string fullPath, ManifestOptions options)
{
    private readonly List<Work> _rows = [];
    private readonly List<ManifestProblem> _problems = [];
    private readonly HashSet<string> _columns = [];
    private readonly List<string> _otherColumns = [];

    public ManifestOptions Options => options;

    public void Add(Work row)
    {
        _rows.Add(row);
        foreach (string column in row.Other.Keys) AddColumn(column);
    }

    /// <summary>Names a column that no row may have, because there is none.</summary>
    public void AddColumn(string name)
    {
        if (_columns.Add(name)) _otherColumns.Add(name);
    }

    /// <summary>Leaves a row of the manifest, or of another list that belongs to it, out.</summary>
    public void LeaveOut(int line, string reason, string? list = null)
    {
        if (options.Strict)
            throw new Pix2PitchException($"Line {line} of the manifest '{list ?? shownPath}' cannot be read: {reason}; correct the line.");
        Report(new ManifestProblem(line, reason, list ?? fullPath));
    }

    /// <summary>Leaves a file or folder out.</summary>
    public void LeaveOut(string file, string reason)
    {
        if (options.Strict) throw new Pix2PitchException($"'{file}' cannot be read: {reason}.");
        Report(new ManifestProblem(0, reason, file));
    }

    /// <summary>Says how something was read; this never stops the reading.</summary>
    public void Note(string reason, string? file = null) => Report(new ManifestProblem(0, reason, file ?? fullPath) { WasLeftOut = false });

    private void Report(ManifestProblem problem)
    {
        _problems.Add(problem);
        options.OnProblem?.Invoke(problem);
    }

    public Manifest Build() => new(fullPath, _rows, _problems, _otherColumns);
}
