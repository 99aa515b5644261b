using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// Reads a manifest: a CSV file with a header and a row for each work. Only the column of paths ("path" or "file") is required. Other known columns are
/// artist, composer or name; title or piece; year or date; location or place; country; style; licence or license; piece_id; and common other names of
/// these, also in German, French, Spanish and Italian. All other columns are kept. Cells can be quoted and contain line breaks; separators are commas,
/// semicolons, tabs or vertical bars. A file that begins with a brace or a bracket is JSON Lines, with an object on each line whose members have the
/// same names, or a JSON array of such objects. The encoding is UTF-8, UTF-16 or UTF-32 with a byte order mark, or Windows-1252, which is reported. Rows
/// longer than <see cref="ManifestOptions.MaxRowBytes"/> are never held in memory.
/// </summary>
internal static class ManifestReader
{
    private const char Replacement = '\ufffd'; // what a decoder writes for invalid bytes

    /// <summary>Reads the whole manifest.</summary>
    /// <param name="path">The CSV or JSON Lines file. Relative paths in it start from its folder.</param>
    /// <param name="options">How it is read. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="Pix2PitchException">
    /// The file is missing or cannot be opened, is empty, or has no column of paths; or, with
    /// <see cref="ManifestOptions.Strict"/>, a row cannot be read.
    /// </exception>
    public static Manifest Read(string path, ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ManifestOptions();
        options.Validate();
        string full = Path.GetFullPath(path);
        try
        {
            var manifest = new ManifestBuilder(path, full, options, cancellation);
            using FileStream file = File.OpenRead(full);
            using Stream stream = ManifestStream.AsUtf8(file, path, manifest);
            using Stream start = PeekStream.Of(stream, 512, out ReadOnlySpan<byte> first);
            if (JsonManifest.Begins(first) || JsonManifest.IsName(full)) JsonManifest.Read(start, path, Path.GetDirectoryName(full)!, manifest);
            else ReadCsv(start, path, full, manifest);
            return manifest.Build();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException(Directory.Exists(full)
                ? $"'{path}' is a folder; name the CSV file in it that lists the paintings or the music."
                : $"The manifest '{path}' was not found; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException(Directory.Exists(full)
                ? $"'{path}' is a folder; name the CSV file in it that lists the paintings or the music."
                : $"The manifest '{path}' could not be read ({e.Message.TrimEnd('.')}); check that it is a file you may read.", e);
        }
    }

    private static void ReadCsv(Stream stream, string path, string full, ManifestBuilder manifest)
    {
        ManifestOptions options = manifest.Options;
        string folder = Path.GetDirectoryName(full)!;
        using var rows = new CsvRows(stream, options.MaxRowBytes);
        string[] header = rows.Header;
        if (header.Length == 0) throw new Pix2PitchException($"The manifest '{path}' is empty; its first line must name the columns.");
        if (rows.IsHeaderCut)
            throw new Pix2PitchException($"The first line of the manifest '{path}' is longer than {options.MaxRowBytes} bytes; "
                + "it must name the columns.");
        if (header.Any(HasZero))
        {
            throw new Pix2PitchException($"The manifest '{path}' holds zero bytes where the columns are named, so it is not text in UTF-8; "
                + "save it as UTF-8.");
        }
        var columns = new ManifestColumns(header);
        if (columns.Path is not { } pathColumn)
        {
            throw new Pix2PitchException($"The manifest '{path}' has no column {ManifestColumns.PathNames} for the files; "
                + $"its columns are: {Shorten(string.Join(", ", header))}.");
        }
        if (columns.Twice is { } twice)
            throw new Pix2PitchException($"The manifest '{path}' has two columns for the same thing, '{twice}'; rename one of them.");
        foreach ((_, string other) in columns.Other) manifest.AddColumn(other);

        foreach ((int line, string? unreadable) in rows.Read())
        {
            string? wrong = unreadable ?? (!HasAllCells(rows, columns.Count) ? $"it has {rows.CellCount} cells where the header has {columns.Count}"
                : Enumerable.Range(0, columns.Count).Any(i => HasZero(rows.Cell(i))) ? "it holds a zero byte"
                : Check(rows.Cell(pathColumn)));
            if (wrong is null) manifest.Add(ToRow(rows.Cell, columns, folder, line));
            else manifest.LeaveOut(line, wrong);
        }
    }

    /// <summary>Whether a row has a cell for each column. Spreadsheets add empty cells at the end.</summary>
    private static bool HasAllCells(CsvRows rows, int columns)
        => rows.CellCount >= columns && Enumerable.Range(columns, rows.CellCount - columns).All(i => string.IsNullOrWhiteSpace(rows.Cell(i)));

    private static bool HasZero(string text) => text.Contains('\0', StringComparison.Ordinal);

    /// <summary>What is wrong with the name of a file; null if it is valid.</summary>
    internal static string? Check(string file)
        => string.IsNullOrWhiteSpace(file) ? "it names no file"
            : file.Contains('\0', StringComparison.Ordinal) ? "the file name holds a zero byte"
            : file.Contains(Replacement, StringComparison.Ordinal) ? "letters of the file name were lost when the list was converted; export the list again as UTF-8"
            : null;

    /// <summary>Makes a work of the cells of a row.</summary>
    internal static Work ToRow(Func<int, string> cells, ManifestColumns columns, string folder, int line)
    {
        string path = Resolve(folder, Cell(columns.Path)), name = Cell(columns.Name), title = Cell(columns.Title), piece = Cell(columns.PieceId);
        string place = Cell(columns.Place), country = Cell(columns.Country);
        return new Work
        {
            Path = path,
            Name = name,
            Title = title,
            Year = WorkYear.Parse(Cell(columns.Year)),
            Place = place,
            Country = country.Length > 0 ? country : Places.CountryOf(place),
            Style = Cell(columns.Style),
            Licence = Cell(columns.Licence),
            PieceId = piece.Length > 0 ? piece : title.Length > 0 ? $"{name}: {title}" : path,
            Other = columns.Other.ToDictionary(column => column.Name, column => cells(column.Index)),
            Line = line,
        };

        string Cell(int? index) => index is { } i ? cells(i).Trim() : "";
    }

    private static string Resolve(string folder, string file)
    {
        // Manifests from Windows separate folders with backslashes, which hardly occur in names on other systems.
        if (Path.DirectorySeparatorChar == '/' && !file.Contains('/', StringComparison.Ordinal)) file = file.Replace('\\', '/');
        return Path.GetFullPath(file, folder);
    }

    private static string Shorten(string text)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
    }
}
