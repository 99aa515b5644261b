using CsvHelper;

namespace Pix2Pitch.Manifests;

/// <summary>The rows of a CSV file, with what is wrong with each. A row that is longer than allowed is never held in memory.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly int _maxRowBytes;
    private readonly RowGuardStream _guard;
    private readonly CsvReader _csv;
    private string? _badQuotes;

    /// <param name="stream">The text in UTF-8.</param>
    /// <param name="maxRowBytes">Max length of a row in bytes.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="separator">What separates cells; null to detect it.</param>
    public CsvRows(Stream stream, int maxRowBytes, bool hasHeader = true, char? separator = null)
    {
        _maxRowBytes = maxRowBytes;
        _guard = new RowGuardStream(stream, maxRowBytes);
        _csv = CsvReader.Create(_guard, new CsvReaderOptions
        {
            TrackLineNumbers = true,
            PoolStrings = true,
            HasHeader = hasHeader,
            Separator = separator,
            MalformedData = CsvMalformedDataHandling.Recover, // continue with the next row
            OnMalformedRecord = record => _badQuotes = record.Reason switch
            {
                CsvMalformedReason.StrayQuote => null, // The "Kiss", unquoted: unambiguous
                CsvMalformedReason.UnterminatedQuote => "a quotation mark opens a cell and is never closed, so that nothing after it can be read",
                _ => "text follows the quotation mark that closes a cell; a mark inside a cell must be doubled",
            },
        });
        Header = hasHeader ? [.. _csv.Headers] : [];
        IsHeaderCut = hasHeader && _guard.WasCut(1);
    }

    /// <summary>The cells of the first row; empty without a header.</summary>
    public string[] Header { get; }

    /// <summary>Whether the header was cut off because it is longer than allowed.</summary>
    public bool IsHeaderCut { get; }

    /// <summary>Number of cells in the current row.</summary>
    public int CellCount => _csv.FieldCount;

    /// <summary>A cell of the current row.</summary>
    public string Cell(int index) => _csv.GetString(index);

    /// <summary>Reads the rows after the header one by one: the line of each, and why it cannot be read; null if it can.</summary>
    public IEnumerable<(int Line, string? Wrong)> Read()
    {
        for (_badQuotes = null; _csv.Read(); _badQuotes = null)
        {
            int line = checked((int)_csv.LineNumber);
            yield return (line, _guard.WasCut(line) ? $"it is longer than {_maxRowBytes} bytes, or a quotation mark in it is never closed" : _badQuotes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
