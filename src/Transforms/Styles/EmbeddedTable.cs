using CsvHelper;

namespace Pix2Pitch.Styles;

/// <summary>The CSV tables of the folder <c>data/</c> that are embedded in the assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows of a table, as values by column name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"Pix2Pitch.data.{name}")
            ?? throw new InvalidOperationException($"The assembly has no table {name}.");
        using CsvReader csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw });
        while (csv.Read()) yield return csv.Current.ToDictionary().ToDictionary(cell => cell.Key, cell => cell.Value?.Trim() ?? "");
    }

    /// <summary>The values of a cell, which are separated by |.</summary>
    public static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
