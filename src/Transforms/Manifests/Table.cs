using CsvHelper;

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
        var guard = new RowGuardStream(stream, manifest.Options.MaxRowBytes);
        bool badQuotes = false;
        using CsvReader csv = CsvReader.Create(guard, new CsvReaderOptions
        {
            TrackLineNumbers = true,
            HasHeader = hasHeader,
            Separator = ',',
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => badQuotes = record.Reason != CsvMalformedReason.StrayQuote,
        });
        string[] header = hasHeader ? [.. csv.Headers] : [];
        for (; csv.Read(); badQuotes = false)
        {
            int line = checked((int)csv.LineNumber);
            string? wrong = guard.WasCut(line) ? $"it is longer than {manifest.Options.MaxRowBytes} bytes"
                : badQuotes ? "its quotation marks do not match"
                : hasHeader && csv.FieldCount != header.Length ? $"it has {csv.FieldCount} cells where the header has {header.Length}"
                : null;
            if (wrong is not null)
            {
                manifest.LeaveOut(line, wrong, path);
                continue;
            }
            var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < csv.FieldCount; i++) cells.TryAdd(hasHeader ? header[i].Trim() : $"{i}", csv.GetString(i).Trim());
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
