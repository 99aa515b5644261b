namespace Pix2Pitch.Manifests;

/// <summary>Collects the rows of a manifest and what was left out, or stops at the first where that is asked for.</summary>
internal sealed class ManifestBuilder(string shownPath, string fullPath, ManifestOptions options)
{
    private readonly List<ManifestRow> _rows = [];
    private readonly List<ManifestProblem> _problems = [];

    public ManifestOptions Options => options;

    public void Add(ManifestRow row) => _rows.Add(row);

    /// <summary>Leaves a row out. Line 0: the reason says where.</summary>
    public void LeaveOut(int line, string reason)
    {
        if (options.Strict)
        {
            throw new Pix2PitchException(line > 0
                ? $"Line {line} of the manifest '{shownPath}' cannot be read: {reason}; mend the line."
                : $"'{shownPath}' cannot be read: {reason}.");
        }
        var problem = new ManifestProblem(line, reason);
        _problems.Add(problem);
        options.OnProblem?.Invoke(problem);
    }

    public Manifest Build() => new(fullPath, _rows, _problems);
}
