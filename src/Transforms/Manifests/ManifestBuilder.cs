namespace Pix2Pitch.Manifests;

/// <summary>
/// Collects the works of a manifest and the problems. With <see cref="ManifestOptions.Strict"/>, throws at the first that is left out. Each work and each problem is a point at which
/// reading can be cancelled.
/// </summary>
internal sealed class ManifestBuilder(string shownPath, string fullPath, ManifestOptions options, CancellationToken cancellation = default)
{
    private readonly List<Work> _works = [];
    private readonly List<ManifestProblem> _problems = [];
    private readonly HashSet<string> _columns = [];
    private readonly List<string> _otherColumns = [];

    public ManifestOptions Options => options;

    public void Add(Work work)
    {
        cancellation.ThrowIfCancellationRequested();
        _works.Add(work);
        foreach (string column in work.Other.Keys) AddColumn(column);
    }

    /// <summary>Adds a column, so that it is listed even if there are no rows.</summary>
    public void AddColumn(string name)
    {
        if (_columns.Add(name)) _otherColumns.Add(name);
    }

    /// <summary>Leaves out a row of the manifest, or of another list that belongs to it.</summary>
    public void LeaveOut(int line, string reason, string? list = null)
    {
        if (options.Strict)
            throw new Pix2PitchException($"Line {line} of the manifest '{list ?? shownPath}' cannot be read: {reason}; correct the line.");
        Report(new ManifestProblem(line, reason, list ?? fullPath));
    }

    /// <summary>Leaves out a file or folder.</summary>
    public void LeaveOut(string file, string reason)
    {
        if (options.Strict) throw new Pix2PitchException($"'{file}' cannot be read: {reason}.");
        Report(new ManifestProblem(0, reason, file));
    }

    /// <summary>Adds a note on how something was read. This never throws.</summary>
    public void Note(string reason, string? file = null) => Report(new ManifestProblem(0, reason, file ?? fullPath) { WasLeftOut = false });

    private void Report(ManifestProblem problem)
    {
        cancellation.ThrowIfCancellationRequested();
        _problems.Add(problem);
        options.OnProblem?.Invoke(problem);
    }

    public Manifest Build() => new(fullPath, _works, _problems, _otherColumns);
}
