using System.Text.Json;

namespace Pix2Pitch.Manifests;

/// <summary>
/// Reads a manifest in JSON Lines: an object on each line, whose members have the names of the columns of a CSV manifest. Also reads an array of such
/// objects, an object with one such array, a single object, and objects over several lines.
/// </summary>
internal static class JsonManifest
{
    private const string Example = """{"path": "a.jpg", "artist": "Claude Monet"}""";

    private const int MaxDocumentBytes = 64 << 20;

    private static readonly JsonDocumentOptions s_tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a file is in this format, by its name.</summary>
    public static bool IsName(string path) => Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson" or ".json";

    /// <summary>Whether a file is in this format, by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> first)
    {
        first = WithoutMark(first).TrimStart(" \t\r\n"u8);
        return first is [(byte)'{', ..] || first is [(byte)'[', .. var rest] && rest.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)']', ..];
    }

    /// <summary>Reads the whole manifest.</summary>
    /// <param name="stream">The text in UTF-8.</param>
    /// <param name="shownPath">The name for messages.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="manifest">Receives the works.</param>
    /// <exception cref="Pix2PitchException">It is one document that is not valid JSON, is too large, or holds several lists.</exception>
    public static void Read(Stream stream, string shownPath, string folder, ManifestBuilder manifest)
    {
        using PeekStream peeked = PeekStream.Of(stream, manifest.Options.MaxRowBytes, out ReadOnlySpan<byte> first);
        string ending = Path.GetExtension(shownPath).ToLowerInvariant();
        if (IsLines(WithoutMark(first), isCut: first.Length == manifest.Options.MaxRowBytes && ending is (".jsonl" or ".ndjson"))) ReadLines(peeked, folder, manifest);
        else ReadDocument(Whole(peeked, shownPath), shownPath, folder, manifest);
    }

    // JSON Lines: the first line that is not empty is an object, or no line could begin one.
    private static bool IsLines(ReadOnlySpan<byte> first, bool isCut)
    {
        first = first.TrimStart(" \t\r\n"u8);
        if (first is [(byte)'[', ..]) return false;
        int end = first.IndexOf((byte)'\n');
        if (first is not [(byte)'{', ..]) return true;
        if (end < 0 && isCut) return true; // its first line is longer than allowed
        try
        {
            using JsonDocument line = JsonDocument.Parse((end < 0 ? first : first[..end]).ToArray(), s_tolerant);
            return ListsIn(line.RootElement) == 0;
        }
        catch (JsonException)
        {
            // Objects over several lines, unless another object begins on the second line: then only the first is damaged.
            return end >= 0 && first[end..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..] && first[..end].TrimEnd(" \t\r"u8).Length > 1;
        }
    }

    private static int ListsIn(JsonElement value)
        => value.ValueKind != JsonValueKind.Object || new ManifestColumns([.. value.EnumerateObject().Select(member => member.Name)]).Path is not null
            ? 0
            : value.EnumerateObject().Count(member => IsList(member.Value));

    private static bool IsList(JsonElement value)
        => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Object;

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;

    private static byte[] Whole(PeekStream stream, string shownPath)
    {
        var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int length; (length = stream.Read(buffer)) > 0; all.Write(buffer, 0, length))
        {
            if (all.Length + length > MaxDocumentBytes)
                throw new Pix2PitchException($"'{shownPath}' is one JSON document of more than {MaxDocumentBytes >> 20} MiB; save it as JSON Lines: one object on each line, such as {Example}.");
        }
        return all.ToArray();
    }

    private static void ReadDocument(byte[] file, string shownPath, string folder, ManifestBuilder manifest)
    {
        ReadOnlyMemory<byte> text = file.AsMemory(file.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        var items = new List<(int Start, int End)>();
        try
        {
            var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions
            {
                AllowTrailingCommas = true,
                AllowMultipleValues = true,
                CommentHandling = JsonCommentHandling.Skip,
            });
            while (reader.Read()) AddItems(ref reader, text, shownPath, items);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            string where = e is JsonException { LineNumber: { } line } ? $" in line {line + 1}" : "";
            throw new Pix2PitchException($"'{shownPath}' is not valid JSON{where}; correct it there, or save it as JSON Lines: one object on each line, such as {Example}.", e);
        }
        int number = 1, at = 0;
        foreach ((int start, int end) in items)
        {
            number += text.Span[at..start].Count((byte)'\n');
            at = start;
            if (end - start > manifest.Options.MaxRowBytes) manifest.LeaveOut(number, $"it is longer than {manifest.Options.MaxRowBytes} bytes");
            else Add(text[start..end], number, folder, manifest);
        }
    }

    // The objects of a value: itself, the elements of an array, or those of the one array that it holds.
    private static void AddItems(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string shownPath, List<(int Start, int End)> items)
    {
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Skip(ref reader, items);
            return;
        }
        Utf8JsonReader inside = reader;
        reader.Skip();
        int end = (int)reader.BytesConsumed;
        int lists = 0;
        using (JsonDocument document = JsonDocument.Parse(text[start..end], s_tolerant))
        {
            lists = ListsIn(document.RootElement);
            if (lists > 1)
            {
                string[] names = [.. document.RootElement.EnumerateObject().Where(member => IsList(member.Value)).Take(5).Select(member => $"'{member.Name}'")];
                throw new Pix2PitchException($"'{shownPath}' holds several lists, {string.Join(", ", names)}; save the list of paintings and that of music to separate files.");
            }
        }
        if (lists == 0)
        {
            items.Add((start, end));
            return;
        }
        while (inside.Read() && inside.TokenType == JsonTokenType.PropertyName)
        {
            inside.Read();
            Utf8JsonReader value = inside;
            if (inside.TokenType == JsonTokenType.StartArray && value.Read() && value.TokenType == JsonTokenType.StartObject)
            {
                while (inside.Read() && inside.TokenType != JsonTokenType.EndArray) Skip(ref inside, items);
            }
            else
            {
                inside.Skip();
            }
        }
    }

    private static void Skip(ref Utf8JsonReader reader, List<(int Start, int End)> items)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        items.Add((start, (int)reader.BytesConsumed));
    }

    private static void ReadLines(Stream stream, string folder, ManifestBuilder manifest)
    {
        int maximum = manifest.Options.MaxRowBytes, line = 0;
        var row = new MemoryStream();
        bool tooLong = false, any = false;
        var buffer = new byte[1 << 16];
        for (int length; (length = stream.Read(buffer)) > 0;)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
            while (rest.Length > 0)
            {
                int end = rest.IndexOf((byte)'\n');
                ReadOnlySpan<byte> piece = end < 0 ? rest : rest[..end];
                tooLong |= row.Length + piece.Length > maximum;
                if (!tooLong) row.Write(piece);
                any = true;
                if (end < 0) break;
                Take();
                rest = rest[(end + 1)..];
            }
        }
        if (any) Take();

        void Take()
        {
            line++;
            ReadOnlySpan<byte> text = row.GetBuffer().AsSpan(0, (int)row.Length);
            if (line == 1 && text.StartsWith(ByteOrderMark)) text = text[ByteOrderMark.Length..];
            if (tooLong) manifest.LeaveOut(line, $"it is longer than {maximum} bytes");
            else if (!text.Trim(" \t\r"u8).IsEmpty) Add(text.ToArray(), line, folder, manifest);
            row.SetLength(0);
            (tooLong, any) = (false, false);
        }
    }

    private static void Add(ReadOnlyMemory<byte> text, int line, string folder, ManifestBuilder manifest)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_tolerant);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                manifest.LeaveOut(line, $"it is not a JSON object such as {Example}");
                return;
            }
            JsonProperty[] members = [.. document.RootElement.EnumerateObject()];
            if (members.GroupBy(member => member.Name).FirstOrDefault(same => same.Count() > 1)?.Key is { } twice)
            {
                manifest.LeaveOut(line, $"it has two members '{twice}'");
                return;
            }
            var columns = new ManifestColumns([.. members.Select(member => member.Name)]);
            if (columns.Twice is { } again)
            {
                manifest.LeaveOut(line, $"it has two members for the same thing, '{again}'");
                return;
            }
            string[] cells = [.. members.Select(member => Text(member.Value))];
            string? wrong = cells.Any(cell => cell.Contains('\0', StringComparison.Ordinal)) ? "it holds a zero byte"
                : columns.Path is { } path ? ManifestReader.Check(cells[path])
                : $"it has no member {ManifestColumns.PathNames}";
            if (wrong is null) manifest.Add(ManifestReader.ToRow(index => cells[index], columns, folder, line));
            else manifest.LeaveOut(line, wrong);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a lone surrogate
        {
            manifest.LeaveOut(line, $"it is not a JSON object such as {Example}, or not closed on this line");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
