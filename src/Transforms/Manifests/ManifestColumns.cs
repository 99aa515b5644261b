namespace Pix2Pitch.Manifests;

/// <summary>Which column of a CSV file holds what: headers go by several names, in any case.</summary>
internal sealed class ManifestColumns
{
    private static readonly string[] s_path = ["path", "file", "filename", "file_name"];
    private static readonly string[] s_name = ["artist", "composer", "name"];
    private static readonly string[] s_title = ["title", "piece"];
    private static readonly string[] s_year = ["year", "date"];
    private static readonly string[] s_place = ["location", "place"];
    private static readonly string[] s_country = ["country"];
    private static readonly string[] s_style = ["style"];
    private static readonly string[] s_licence = ["licence", "license"];
    private static readonly string[] s_pieceId = ["piece_id", "pieceid"];

    private readonly HashSet<int> _used = [];

    public ManifestColumns(IReadOnlyList<string> header)
    {
        string[] names = [.. header.Select(name => name.Trim())];
        Path = Find(names, s_path);
        Name = Find(names, s_name);
        Title = Find(names, s_title);
        Year = Find(names, s_year);
        Place = Find(names, s_place);
        Country = Find(names, s_country);
        Style = Find(names, s_style);
        Licence = Find(names, s_licence);
        PieceId = Find(names, s_pieceId);
        Count = names.Length;
        var other = new List<(int, string)>();
        var taken = new HashSet<string>();
        for (int i = 0; i < names.Length; i++)
        {
            if (!_used.Contains(i) && names[i].Length > 0 && taken.Add(names[i])) other.Add((i, names[i]));
        }
        Other = other;
    }

    public static string PathNames => "'path' or 'file'";

    public int Count { get; }
    public int? Path { get; }
    public int? Name { get; }
    public int? Title { get; }
    public int? Year { get; }
    public int? Place { get; }
    public int? Country { get; }
    public int? Style { get; }
    public int? Licence { get; }
    public int? PieceId { get; }
    public IReadOnlyList<(int Index, string Name)> Other { get; }

    private int? Find(string[] names, string[] aliases)
    {
        foreach (string alias in aliases)
        {
            int at = Array.FindIndex(names, name => name.Equals(alias, StringComparison.OrdinalIgnoreCase));
            if (at < 0) continue;
            _used.Add(at);
            return at;
        }
        return null;
    }
}
