namespace Pix2Pitch.Manifests;

/// <summary>Reads the CSV tables that data sets come with.</summary>
internal static class Table
{
    /// <summary>Reads the rows: the line of each, and its cells by the name of the column. Rows that cannot be read are left out.</summary>
    public static IEnumerable<(int Line, IReadOnlyDictionary<string, string> Cells)> Read(
        string path, ManifestBuilder manifest, bool hasHeader = true)
    {
        using FileStream file = Open(path);
        using Stream stream = ManifestStream.AsUtf8(file, path, manifest);
        using var rows = new CsvRows(stream, manifest.Options.MaxRowBytes, hasHeader, separator: ',');
        string[] header = rows.Header;
        foreach ((int line, string? unreadable) in rows.Read())
        {
            string? wrong = unreadable ?? (hasHeader && rows.CellCount != header.Length ? $"it has {rows.CellCount} cells where the header has {header.Length}" : null);
            if (wrong is not null)
            {
                manifest.LeaveOut(line, wrong, path);
                continue;
            }
            var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < rows.CellCount; i++) cells.TryAdd(hasHeader ? header[i].Trim() : $"{i}", rows.Cell(i).Trim());
            yield return (line, cells);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be read ({e.Message.TrimEnd('.')}); check that it is there and that you may read it.", e);
        }
    }
}
