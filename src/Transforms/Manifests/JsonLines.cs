using System.Text.Json;

namespace Pix2Pitch.Manifests;

/// <summary>Reads a manifest in JSON Lines: an object per line, its members named as the columns of a CSV manifest.</summary>
internal static class JsonLines
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a file is in this format, by its name.</summary>
    public static bool IsName(string path) => Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson";

    public static void Read(Stream stream, string folder, ManifestBuilder manifest)
    {
        int maximum = manifest.Options.MaximumRowBytes, line = 0;
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

    private static void Add(byte[] text, int line, string folder, ManifestBuilder manifest)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                manifest.LeaveOut(line, "it is no JSON object");
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
            manifest.LeaveOut(line, "it is no JSON in UTF-8");
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
